package io.pgspan.operators.kubedb.ops;

import io.pgspan.operators.decode.Fields;

/** The fields of a request, as the schema of 2026-07 has them. */
final class OpsFields {
    private static final String RESOURCES = "requests:any limits:any claims[]:any";

    static final Fields ALL = Fields.of("""
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:labels finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            spec: type timeout apply:IfReady|Always maxRetries:int restart:any
            spec.databaseRef: name
            spec.updateVersion: targetVersion
            spec.horizontalScaling: replicas:int standbyMode:Hot|Warm streamingMode:Synchronous|Asynchronous
            spec.horizontalScaling.readReplicas[name]: name replicas:int remove:bool nodeSelector:labels tolerations[]:any
            spec.horizontalScaling.readReplicas[name]: storageType:Durable|Ephemeral storage:any serviceTemplate:any
            spec.horizontalScaling.readReplicas[name].podPlacementPolicy: name
            spec.verticalScaling: mode:Restart|InPlace
            spec.verticalScaling.postgres: nodeSelectionPolicy
            spec.verticalScaling.postgres.topology: key value
            spec.verticalScaling.arbiter: nodeSelectionPolicy
            spec.verticalScaling.arbiter.topology: key value
            spec.verticalScaling.readReplicas[name]: name
            spec.verticalScaling.readReplicas[name].postgres: nodeSelectionPolicy
            spec.verticalScaling.readReplicas[name].postgres.topology: key value
            spec.volumeExpansion: postgres:quantity arbiter:quantity mode:Online|Offline
            spec.configuration: applyConfig:labels removeCustomConfig:bool restart:auto|true|false
            spec.configuration.configSecret: name
            spec.configuration.tuning: maxConnections:int disableAutoTune:bool profile:web|oltp|dw|mixed|desktop
            spec.configuration.tuning: storageType:ssd|hdd|san
            spec.tls: rotateCertificates:bool remove:bool rotateGrpcCertificates:bool clientAuthMode:md5|scram|cert
            spec.tls: sslMode:disable|allow|prefer|require|verify-ca|verify-full
            spec.tls.issuerRef: apiGroup kind name
            spec.tls.certificates[alias]: alias dnsNames[] duration emailAddresses[] ipAddresses[] renewBefore secretName
            spec.tls.certificates[alias]: uris[] subject:any
            spec.tls.certificates[alias].issuerRef: apiGroup kind name
            spec.tls.certificates[alias].privateKey: encoding:PKCS1|PKCS8
            spec.authentication.secretRef: apiGroup kind name
            spec.reconnectStandby: readyTimeOut
            spec.forceFailOver: candidates[]
            spec.setRaftKeyPair: keyPair:labels
            spec.migration: storageClassName oldPVReclaimPolicy
            """
            + resources("horizontalScaling.readReplicas[name]")
            + resources("verticalScaling.postgres")
            + resources("verticalScaling.arbiter")
            + resources("verticalScaling.coordinator")
            + resources("verticalScaling.exporter")
            + resources("verticalScaling.readReplicas[name].postgres"));

    private OpsFields() {}

    private static String resources(String of) {
        return "spec." + of + ".resources: " + RESOURCES + "\n";
    }
}
