package io.pgspan.operators.crunchy;

import io.pgspan.operators.decode.Fields;

/** The fields of a {@code PostgresCluster}, as 6.0.3 knows them; parts that Kubernetes defines are left open. */
final class CrunchyFields {
    private static final String METADATA = """
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:labels finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            """;

    private static final String CONTAINER =
            "name image command[] args[] env[]:any envFrom[]:any imagePullPolicy lifecycle:any livenessProbe:any"
                    + " ports[]:any readinessProbe:any resizePolicy[]:any resources:any restartPolicy"
                    + " restartPolicyRules[]:any securityContext:any startupProbe:any stdin:bool stdinOnce:bool"
                    + " terminationMessagePath terminationMessagePolicy tty:bool volumeDevices[]:any volumeMounts[]:any"
                    + " workingDir\n";

    private static final String SERVICE =
            "type:ClusterIP|NodePort|LoadBalancer nodePort:int externalTrafficPolicy:Cluster|Local"
                    + " internalTrafficPolicy:Cluster|Local ipFamilyPolicy:SingleStack|PreferDualStack|RequireDualStack"
                    + " ipFamilies[]:IPv4|IPv6\n";

    private static final String REPOSITORY = """
            %1$s: name
            %1$s.s3: bucket endpoint region
            %1$s.gcs: bucket
            %1$s.azure: container
            %1$s.schedules: full differential incremental
            """;

    static final Fields CLUSTER = Fields.of(METADATA
            + """
            spec: postgresVersion:int postGISVersion image imagePullPolicy:Always|Never|IfNotPresent port:int openshift:bool
            spec: paused:bool shutdown:bool disableDefaultPodScheduling:bool supplementalGroups[]:int
            spec.imagePullSecrets[name]: name
            spec.databaseInitSQL: name key
            spec.config: files[]:any parameters:any
            spec.authentication.rules[]: connection method hba databases[] users[] options:any
            spec.patroni: dynamicConfiguration:any port:int leaderLeaseDurationSeconds:int syncPeriodSeconds:int
            spec.patroni.switchover: enabled:bool targetInstance type:Switchover|Failover
            spec.patroni.logging: storageLimit:quantity level:CRITICAL|ERROR|WARNING|INFO|DEBUG|NOTSET
            spec.standby: enabled:bool repoName host port:int
            spec.users[name]: name databases[] options
            spec.users[name].password: type:ASCII|AlphaNumeric
            spec.instances[]: name replicas:int minAvailable:any affinity:any tolerations[]:any
            spec.instances[]: topologySpreadConstraints[]:any priorityClassName resources:any
            spec.instances[].sidecars.replicaCertCopy: resources:any
            spec.instances[].tablespaceVolumes[name]: name
            spec.instances[].volumes: additional[]:any
            spec.backups.snapshots: volumeSnapshotClassName
            spec.backups.pgbackrest: image configuration[]:any global:labels
            spec.backups.pgbackrest.manual: repoName options[]
            spec.backups.pgbackrest.restore: enabled:bool repoName clusterName clusterNamespace options[] resources:any
            spec.backups.pgbackrest.restore: affinity:any tolerations[]:any priorityClassName
            spec.backups.pgbackrest.restore.volumes: additional[]:any
            spec.backups.pgbackrest.jobs: resources:any affinity:any tolerations[]:any priorityClassName
            spec.backups.pgbackrest.jobs: ttlSecondsAfterFinished:int
            spec.backups.pgbackrest.jobs.log: path
            spec.backups.pgbackrest.jobs.volumes: additional[]:any
            spec.backups.pgbackrest.log: path
            spec.backups.pgbackrest.repoHost: affinity:any tolerations[]:any topologySpreadConstraints[]:any resources:any
            spec.backups.pgbackrest.repoHost: priorityClassName sshConfigMap:any sshSecret:any
            spec.backups.pgbackrest.repoHost.log: path
            spec.backups.pgbackrest.repoHost.volumes: additional[]:any
            spec.backups.pgbackrest.sidecars.pgbackrest: resources:any
            spec.backups.pgbackrest.sidecars.pgbackrestConfig: resources:any
            spec.dataSource.postgresCluster: clusterName clusterNamespace repoName options[] resources:any affinity:any
            spec.dataSource.postgresCluster: tolerations[]:any priorityClassName
            spec.dataSource.postgresCluster.volumes: additional[]:any
            spec.dataSource.pgbackrest: stanza global:labels configuration[]:any options[] resources:any affinity:any
            spec.dataSource.pgbackrest: tolerations[]:any priorityClassName
            spec.dataSource.pgbackrest.volumes: additional[]:any
            spec.dataSource.volumes.pgDataVolume: pvcName directory
            spec.dataSource.volumes.pgWALVolume: pvcName directory
            spec.dataSource.volumes.pgBackRestVolume: pvcName directory
            spec.proxy.pgBouncer: replicas:int port:int image resources:any affinity:any tolerations[]:any minAvailable:any
            spec.proxy.pgBouncer: topologySpreadConstraints[]:any priorityClassName
            spec.proxy.pgBouncer.config: global:labels databases:labels users:labels files[]:any
            spec.proxy.pgBouncer.sidecars.pgbouncerConfig: resources:any
            spec.proxy.pgBouncer.volumes: additional[]:any
            spec.monitoring.pgmonitor.exporter: image configuration[]:any resources:any
            spec.instrumentation: image resources:any config:any logs:any metrics:any
            spec.userInterface.pgAdmin: image resources:any affinity:any tolerations[]:any topologySpreadConstraints[]:any
            spec.userInterface.pgAdmin: priorityClassName replicas:int config:any
            """
            + "spec.instances[].containers[name]: " + CONTAINER
            + "spec.proxy.pgBouncer.containers[name]: " + CONTAINER
            + "spec.service: " + SERVICE + metadata("spec.service")
            + "spec.replicaService: " + SERVICE + metadata("spec.replicaService")
            + "spec.proxy.pgBouncer.service: " + SERVICE + metadata("spec.proxy.pgBouncer.service")
            + "spec.userInterface.pgAdmin.service: " + SERVICE + metadata("spec.userInterface.pgAdmin.service")
            + metadata("spec")
            + metadata("spec.instances[]")
            + metadata("spec.backups.pgbackrest")
            + metadata("spec.proxy.pgBouncer")
            + metadata("spec.userInterface.pgAdmin")
            + projection("spec.customTLSSecret")
            + projection("spec.customReplicationTLSSecret")
            + projection("spec.proxy.pgBouncer.customTLSSecret")
            + projection("spec.monitoring.pgmonitor.exporter.customTLSSecret")
            + REPOSITORY.formatted("spec.backups.pgbackrest.repos[name]")
            + REPOSITORY.formatted("spec.dataSource.pgbackrest.repo")
            + claim("spec.backups.pgbackrest.repos[name].volume.volumeClaimSpec")
            + claim("spec.dataSource.pgbackrest.repo.volume.volumeClaimSpec")
            + claim("spec.instances[].dataVolumeClaimSpec")
            + claim("spec.instances[].walVolumeClaimSpec")
            + claim("spec.instances[].volumes.temp")
            + claim("spec.instances[].tablespaceVolumes[name].dataVolumeClaimSpec")
            + claim("spec.userInterface.pgAdmin.dataVolumeClaimSpec"));

    private CrunchyFields() {}

    private static String metadata(String parent) {
        return parent + ".metadata: labels:labels annotations:labels\n";
    }

    private static String projection(String field) {
        return field + ": name items[]:any optional:bool\n";
    }

    private static String claim(String field) {
        return """
                %1$s: accessModes[] storageClassName volumeName volumeMode volumeAttributesClassName selector:any
                %1$s: dataSource:any dataSourceRef:any
                %1$s.autoGrow: trigger:int maxGrow:quantity
                %1$s.resources: limits:any claims[]:any
                %1$s.resources.requests: storage:quantity
                """.formatted(field);
    }
}
