package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.change.FieldClasses;

/**
 * What KubeDB does with a change of every field it knows. The last column says where that is known from: {@code ops} is the schema and webhook
 * of {@code PostgresOpsRequest}, {@code gitops} the published list of what its GitOps operator makes of a changed field, {@code webhook} that
 * of {@code Postgres} and {@code PlacementPolicy}, {@code petset} the public controller of pods, {@code kubernetes} the API itself;
 * {@code derived} is concluded from these.
 */
public final class KubeDbFieldClasses {
    private static final String METADATA = """
            apiVersion kind metadata.name metadata.namespace | immutable | refuse | kubernetes: they name the object, another name is another object
            metadata.labels metadata.annotations metadata.finalizers metadata.ownerReferences | nothing | patch | gitops: labels are patched
            metadata.generateName metadata.uid metadata.resourceVersion metadata.generation metadata.creationTimestamp metadata.deletionTimestamp metadata.deletionGracePeriodSeconds metadata.managedFields metadata.selfLink status | ignored | server | kubernetes: the server writes them
            """;

    /** Of {@code Postgres}, in either of its groups. */
    public static final FieldClasses POSTGRES = FieldClasses.of(METADATA + """
            spec.version | downtime | UpdateVersion | gitops: version becomes UpdateVersion; a major version goes through pg_upgrade
            spec.replicas | switchover | HorizontalScaling | gitops: replicas becomes HorizontalScaling; the leader hands over before its pod is removed
            spec.distributed | immutable | refuse | petset: leaving is not handled, the pods' works stay behind; entering moves every ordinal
            spec.standbyMode spec.streamingMode spec.synchronousReplicationConfig spec.replication spec.leaderElection | switchover | restart | gitops: the object is patched, then restarted
            spec.mode | nothing | patch | webhook: a free text that nobody reads
            spec.storageType | immutable | refuse | webhook: it may not change
            spec.clientAuthMode | switchover | ReconfigureTLS | ops: tls.clientAuthMode
            spec.sslMode | switchover | restart | gitops: alone it is patched, then restarted; with tls it is part of ReconfigureTLS
            spec.halted | downtime | halt | webhook: true deletes workloads and keeps claims and secrets
            spec.enforceFsGroup | switchover | restart | gitops: patched, then restarted
            spec.allowedSchemas spec.deletionPolicy spec.healthChecker spec.autoOps | nothing | patch | gitops: patched directly
            spec.storage.resources.requests | nothing | VolumeExpansion | gitops: the size becomes VolumeExpansion, which is larger than now
            spec.storage.storageClassName | data_movement | StorageMigration | gitops: the class becomes StorageMigration, which copies each pod's data
            spec.storage.accessModes spec.storage.volumeName spec.storage.volumeMode spec.storage.volumeAttributesClassName spec.storage.selector spec.storage.dataSource spec.storage.dataSourceRef spec.storage.resources.limits | immutable | refuse | kubernetes: a claim keeps all but its size
            spec.arbiter.resources | rolling_restart | VerticalScaling | gitops: arbiter.resources becomes VerticalScaling
            spec.arbiter.resources.requests.storage | nothing | VolumeExpansion | ops: volumeExpansion.arbiter; storage in a VerticalScaling stays Pending
            spec.arbiter.resources.limits.storage | ignored | patch | derived: a container has no limit of storage
            spec.arbiter.nodeSelector spec.arbiter.tolerations | rolling_restart | restart | derived: a pod keeps its node until it is made anew
            spec.remoteReplica | switchover | restart | gitops: patched, then restarted
            spec.authSecret | nothing | patch | derived: when the next password is due and who keeps it is read when it is due
            spec.authSecret.name spec.authSecret.kind spec.authSecret.apiGroup | switchover | RotateAuth | gitops: authSecret becomes RotateAuth
            spec.tls spec.tls.certificates[alias] | switchover | ReconfigureTLS | gitops: tls becomes ReconfigureTLS
            spec.init | immutable | refuse | webhook: it may not change once the database is initialized
            spec.init.initialized | ignored | server | webhook: the operator sets it
            spec.archiver spec.monitor | switchover | restart | gitops: patched, then restarted
            spec.monitor.prometheus.exporter.resources | switchover | VerticalScaling | ops: verticalScaling.exporter, not alone
            spec.configSecret | immutable | refuse | webhook: deprecated, copied into configuration.secretName only where that is empty
            spec.configuration | switchover | Reconfigure | gitops: configuration becomes Reconfigure; some settings need a restart
            spec.serviceTemplates[alias] | nothing | patch | gitops: services are patched directly
            spec.readReplicas[name] | rolling_restart | HorizontalScaling | ops: horizontalScaling.readReplicas adds, changes and removes groups
            spec.readReplicas[name].resources | rolling_restart | VerticalScaling | ops: verticalScaling.readReplicas
            spec.readReplicas[name].nodeSelector spec.readReplicas[name].tolerations spec.readReplicas[name].podPlacementPolicy | rolling_restart | restart | derived: a pod keeps its node until it is made anew
            spec.readReplicas[name].serviceTemplate | nothing | patch | gitops: services are patched directly
            spec.readReplicas[name].storage spec.readReplicas[name].storageType | immutable | refuse | ops: no request expands or moves the volumes of a group
            spec.podTemplate.controller | nothing | patch | gitops: labels are patched
            spec.podTemplate.metadata spec.podTemplate.spec spec.podTemplate.spec.imagePullSecrets[name] spec.podTemplate.spec.initContainers[name] spec.podTemplate.spec.ephemeralContainers[name] spec.podTemplate.spec.volumes[name] | switchover | restart | derived: a pod keeps its template until it is made anew
            spec.podTemplate.spec.containers[name] | switchover | restart | derived: a pod keeps its template until it is made anew
            spec.podTemplate.spec.containers[name].resources | switchover | VerticalScaling | gitops: resources of postgres and pg-coordinator become VerticalScaling; a container of yours is restarted
            """);

    /** Of {@code PlacementPolicy}, in all its generations. */
    public static final FieldClasses POLICY = FieldClasses.of(METADATA + """
            spec.affinity | switchover | policy-restart | petset: read when a pod is made
            spec.zoneSpreadConstraint spec.nodeSpreadConstraint | switchover | policy-restart | petset: old pods keep the old constraints until they are made anew
            spec.clusterSpreadConstraint.slice spec.clusterSpreadConstraint.failoverPolicy | nothing | policy | webhook: the slice is only looked at when the policy is written
            spec.clusterSpreadConstraint.distributionRules[clusterName] | nothing | policy | webhook: an ordinal may be added or taken away, and never moves
            spec.clusterSpreadConstraint.distributionRules[clusterName].storageClassName | ignored | policy | petset: a claim's class is set when it is made, later changes are ignored
            spec.ocm spec.ocm.distributionRules[clusterName] spec.ocm.clusterSpec[clusterName] | nothing | policy | webhook: an ordinal may be added or taken away, and never moves
            """);

    private KubeDbFieldClasses() {}
}
