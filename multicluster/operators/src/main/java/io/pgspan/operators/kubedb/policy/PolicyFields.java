package io.pgspan.operators.kubedb.policy;

import io.pgspan.operators.decode.Fields;

/** The fields of the policy in all its generations together. */
public final class PolicyFields {
    /** The table by which what nobody reads is judged. */
    public static final Fields ALL = Fields.of("""
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:labels finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            spec.affinity.nodeAffinity[]: topologyKey weight:int whenUnsatisfiable:DoNotSchedule|ScheduleAnyway
            spec.affinity.nodeAffinity[].domains[]: replicas values[]
            spec.zoneSpreadConstraint: maxSkew:int whenUnsatisfiable:DoNotSchedule|ScheduleAnyway
            spec.nodeSpreadConstraint: maxSkew:int whenUnsatisfiable:DoNotSchedule|ScheduleAnyway
            spec.clusterSpreadConstraint.slice: projectNamespace sliceName
            spec.clusterSpreadConstraint.failoverPolicy: mode:TwoDC|ThreeDC
            spec.clusterSpreadConstraint.failoverPolicy.trigger: scope:Global|Group group
            spec.clusterSpreadConstraint.failoverPolicy.failoverGroupRef: name
            spec.clusterSpreadConstraint.distributionRules[clusterName]: clusterName storageClassName replicaIndices[]:int
            spec.clusterSpreadConstraint.distributionRules[clusterName]: role:Member|Arbiter|Witness
            spec.clusterSpreadConstraint.distributionRules[clusterName].monitoring.prometheus: url caBundle serverName
            spec.clusterSpreadConstraint.distributionRules[clusterName].monitoring.prometheus: insecureSkipTLSVerify:bool
            spec.clusterSpreadConstraint.distributionRules[clusterName].monitoring.prometheus.appBindingRef: name namespace
            spec.clusterSpreadConstraint.distributionRules[clusterName].monitoring.prometheus.authSecret: name namespace
            spec.clusterSpreadConstraint.distributionRules[clusterName].monitoring.prometheus.tlsSecret: name namespace
            spec.ocm: sliceName slice
            spec.ocm.distributionRules[clusterName]: clusterName replicas[]:int
            spec.ocm.clusterSpec[clusterName]: clusterName replicas[]:int
            """);

    private PolicyFields() {}
}
