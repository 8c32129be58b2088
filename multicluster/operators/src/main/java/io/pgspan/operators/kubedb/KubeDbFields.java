package io.pgspan.operators.kubedb;

import io.pgspan.operators.decode.Fields;

/** The fields of KubeDB's kinds, as its installed schemas of 2026 know them; parts that Kubernetes defines are left open. */
final class KubeDbFields {
    private static final String CONTAINER =
            "args[] command[] env[]:any envFrom[]:any image imagePullPolicy lifecycle:any livenessProbe:any name"
                    + " ports[]:any readinessProbe:any resizePolicy[]:any restartPolicy restartPolicyRules[]:any"
                    + " securityContext:any startupProbe:any stdin:bool stdinOnce:bool targetContainerName"
                    + " terminationMessagePath terminationMessagePolicy tty:bool volumeDevices[]:any volumeMounts[]:any"
                    + " workingDir";

    private static final String VOLUME_SOURCES =
            "awsElasticBlockStore:any azureDisk:any azureFile:any cephfs:any cinder:any configMap:any csi:any"
                    + " downwardAPI:any emptyDir:any ephemeral:any fc:any flexVolume:any flocker:any"
                    + " gcePersistentDisk:any gitRepo:any glusterfs:any hostPath:any image:any iscsi:any nfs:any"
                    + " persistentVolumeClaim:any photonPersistentDisk:any portworxVolume:any projected:any quobyte:any"
                    + " rbd:any scaleIO:any secret:any storageos:any vsphereVolume:any";

    private static final String METADATA = """
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:labels finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            """;

    static final Fields POSTGRES = Fields.of(METADATA
            + """
            spec: version replicas:int distributed:bool standbyMode:Hot|Warm streamingMode:Synchronous|Asynchronous mode
            spec: storageType:Durable|Ephemeral clientAuthMode:md5|scram|cert halted:bool enforceFsGroup:bool
            spec: sslMode:disable|allow|prefer|require|verify-ca|verify-full allowedSchemas:any
            spec: deletionPolicy:Halt|Delete|WipeOut|DoNotTerminate
            spec.storage: accessModes[] storageClassName volumeName volumeMode volumeAttributesClassName
            spec.storage: selector:any dataSource:any dataSourceRef:any
            spec.storage.resources: limits:any
            spec.storage.resources.requests: storage:quantity
            spec.synchronousReplicationConfig: mode:Any|First numSyncReplicas:int standbyNames[] useWildcard:bool
            spec.synchronousReplicationConfig: commitLevel:On|RemoteApply|RemoteWrite|Local|Off
            spec.replication: walLimitPolicy:WALKeepSize|ReplicationSlot|WALKeepSegment walKeepSegment:int walKeepSize:int
            spec.replication: maxSlotWALKeepSize:int forceFailoverAcceptingDataLossAfter
            spec.leaderElection: period electionTick:int heartbeatTick:int maximumLagBeforeFailover:int
            spec.leaderElection: transferLeadershipInterval transferLeadershipTimeout leaseDurationSeconds:int
            spec.leaderElection: renewDeadlineSeconds:int retryPeriodSeconds:int
            spec.arbiter: nodeSelector:labels tolerations[]:any
            spec.arbiter.resources: claims[]:any
            spec.arbiter.resources.limits: cpu:quantity memory:quantity ephemeral-storage:quantity storage:quantity
            spec.arbiter.resources.requests: cpu:quantity memory:quantity ephemeral-storage:quantity storage:quantity
            spec.remoteReplica.sourceRef: apiVersion fieldPath kind name namespace resourceVersion uid
            spec.authSecret: activeFrom apiGroup externallyManaged:bool kind name rotateAfter secretStoreName
            spec.tls.issuerRef: apiGroup kind name
            spec.tls.certificates[alias]: alias dnsNames[] duration emailAddresses[] ipAddresses[] renewBefore secretName uris[]
            spec.tls.certificates[alias].subject: countries[] localities[] organizationalUnits[] organizations[] postalCodes[]
            spec.tls.certificates[alias].subject: provinces[] serialNumber streetAddresses[]
            spec.tls.certificates[alias].issuerRef: apiGroup kind name
            spec.tls.certificates[alias].privateKey: encoding:PKCS1|PKCS8
            spec.init: initialized:bool waitForInitialRestore:bool
            spec.init.archiver: recoveryTimestamp replicationStrategy:fscopy|clone|sync|none
            spec.init.archiver.encryptionSecret: name namespace
            spec.init.archiver.fullDBRepository: name namespace
            spec.init.archiver.manifestRepository: name namespace
            spec.init.archiver.manifestOptions: archiver:bool initScript:bool
            spec.init.archiver.manifestOptions.archiverRef: name namespace
            spec.init.script: scriptPath git:any"""
            + " " + VOLUME_SOURCES + "\n"
            + """
            spec.archiver: pause:bool
            spec.archiver.ref: name namespace
            spec.monitor: agent:prometheus.io|prometheus.io/builtin|prometheus.io/operator
            spec.monitor.prometheus.exporter: args[] env[]:any port:int securityContext:any
            spec.monitor.prometheus.exporter.resources: claims[]:any limits:any requests:any
            spec.monitor.prometheus.serviceMonitor: endpoints[]:any interval labels:labels podTargetLabels[] targetLabels[]
            spec.configSecret: name
            spec.configuration: secretName
            spec.configuration.inline: user.conf
            spec.configuration.tuning: disableAutoTune:bool maxConnections:int profile:web|oltp|dw|mixed|desktop
            spec.configuration.tuning: storageType:ssd|hdd|san
            spec.serviceTemplates[alias]: alias:primary|standby|stats
            spec.serviceTemplates[alias].spec: clusterIP externalIPs[] externalTrafficPolicy healthCheckNodePort:int
            spec.serviceTemplates[alias].spec: loadBalancerIP loadBalancerSourceRanges[] ports[]:any sessionAffinityConfig:any
            spec.serviceTemplates[alias].spec: type
            spec.serviceTemplates[alias].metadata: annotations:labels labels:labels
            spec.healthChecker: disableWriteCheck:bool failureThreshold:int periodSeconds:int timeoutSeconds:int
            spec.autoOps: disabled:bool
            spec.readReplicas[name]: name nodeSelector:labels replicas:int storageType:Durable|Ephemeral
            spec.readReplicas[name]: serviceTemplate:any tolerations[]:any
            spec.readReplicas[name].resources: claims[]:any limits:any requests:any
            spec.readReplicas[name].storage: accessModes[] storageClassName volumeName volumeMode volumeAttributesClassName
            spec.readReplicas[name].storage: selector:any dataSource:any dataSourceRef:any
            spec.readReplicas[name].storage.resources: limits:any
            spec.readReplicas[name].storage.resources.requests: storage:quantity
            spec.readReplicas[name].podPlacementPolicy: name
            spec.podTemplate.controller: annotations:labels labels:labels
            spec.podTemplate.metadata: annotations:labels labels:labels
            spec.podTemplate.spec: activeDeadlineSeconds:int automountServiceAccountToken:bool dnsConfig:any dnsPolicy
            spec.podTemplate.spec: enableServiceLinks:bool hostAliases[]:any hostIPC:bool hostNetwork:bool hostPID:bool
            spec.podTemplate.spec.imagePullSecrets[name]: name
            spec.podTemplate.spec: hostUsers:bool nodeName nodeSelector:labels os:any overhead:any
            spec.podTemplate.spec: preemptionPolicy priority:int priorityClassName readinessGates[]:any restartPolicy
            spec.podTemplate.spec: runtimeClassName schedulerName securityContext:any serviceAccountName
            spec.podTemplate.spec: setHostnameAsFQDN:bool shareProcessNamespace:bool terminationGracePeriodSeconds:int
            spec.podTemplate.spec: tolerations[]:any
            spec.podTemplate.spec.podPlacementPolicy: name
            spec.podTemplate.spec.containers[name].resources: claims[]:any
            spec.podTemplate.spec.containers[name].resources.limits: cpu:quantity memory:quantity
            spec.podTemplate.spec.containers[name].resources.limits: ephemeral-storage:quantity
            spec.podTemplate.spec.containers[name].resources.requests: cpu:quantity memory:quantity
            spec.podTemplate.spec.containers[name].resources.requests: ephemeral-storage:quantity
            """
            + "spec.podTemplate.spec.containers[name]: " + CONTAINER + "\n"
            + "spec.podTemplate.spec.initContainers[name]: resources:any " + CONTAINER + "\n"
            + "spec.podTemplate.spec.ephemeralContainers[name]: resources:any " + CONTAINER + "\n"
            + "spec.podTemplate.spec.volumes[name]: name " + VOLUME_SOURCES + "\n");

    private KubeDbFields() {}
}
