package io.pgspan.operators.crunchy.release;

/** The table behind {@link ReleaseFields}: one field a line, with the first release that has it. */
final class FieldTable {
    /** {@code **} stands for any objects above; a line counts for everything below its field. */
    static final String CLUSTER = """
            5.1 spec.instances[].minAvailable
            5.1 spec.proxy.pgBouncer.minAvailable
            5.1 spec.backups.pgbackrest.sidecars.pgbackrestConfig
            5.1 spec.config
            5.0.5 spec.dataSource.pgbackrest
            5.1 spec.patroni.switchover
            5.1 spec.userInterface
            5.1 spec.users[].password
            5.2 spec.backups.pgbackrest.jobs.affinity
            5.2 spec.backups.pgbackrest.jobs.tolerations
            5.2 spec.instances[].containers
            5.2 spec.proxy.pgBouncer.containers
            5.2 spec.paused
            5.2 **.service.metadata
            5.2 **.service.nodePort
            5.2 spec.standby.host
            5.2 spec.standby.port
            5.3 spec.backups.pgbackrest.jobs.ttlSecondsAfterFinished
            5.3 spec.monitoring.pgmonitor.exporter.customTLSSecret
            5.3 **.topologySpreadConstraints[].minDomains
            5.3 **.volumeClaimSpec.dataSourceRef
            5.3 **.dataVolumeClaimSpec.dataSourceRef
            5.3 **.walVolumeClaimSpec.dataSourceRef
            5.3 **.securityContext.windowsOptions.hostProcess
            5.4 spec.instances[].tablespaceVolumes
            5.6 spec.replicaService
            5.6 **.service.externalTrafficPolicy
            5.6 **.service.internalTrafficPolicy
            5.7 spec.backups.snapshots
            5.7 **.configuration[].clusterTrustBundle
            5.7 **.config.files[].clusterTrustBundle
            5.7 **.topologySpreadConstraints[].matchLabelKeys
            5.7 **.topologySpreadConstraints[].nodeAffinityPolicy
            5.7 **.topologySpreadConstraints[].nodeTaintsPolicy
            5.7 **.dataSourceRef.namespace
            5.7 **.volumeClaimSpec.volumeAttributesClassName
            5.7 **.dataVolumeClaimSpec.volumeAttributesClassName
            5.7 **.walVolumeClaimSpec.volumeAttributesClassName
            5.7 **.resources.claims
            5.7 **.containers[].resizePolicy
            5.7 **.containers[].restartPolicy
            5.7 **.containers[].securityContext.appArmorProfile
            5.7 **.containers[].volumeMounts[].recursiveReadOnly
            5.7 **.lifecycle.postStart.sleep
            5.7 **.lifecycle.preStop.sleep
            5.8 spec.authentication
            5.8 spec.config.parameters
            5.8 spec.instrumentation
            5.8 spec.patroni.logging
            5.8 spec.replicaService.ipFamilies
            5.8 spec.replicaService.ipFamilyPolicy
            5.8 **.service.ipFamilies
            5.8 **.service.ipFamilyPolicy
            5.8 **.resources.claims[].request
            5.8.5 spec.instances[].volumes
            5.8.5 spec.instrumentation.config.environmentVariables
            5.8.5 spec.instrumentation.metrics.customQueries.add[].databases
            5.8.5 spec.instrumentation.metrics.exporters
            5.8.5 spec.instrumentation.metrics.perDBMetricTargets
            6.0 spec.instances[].volumes.additional
            6.0 **.volumeClaimSpec.autoGrow
            6.0 **.dataVolumeClaimSpec.autoGrow
            6.0 **.walVolumeClaimSpec.autoGrow
            6.0 spec.backups.pgbackrest.log
            6.0 spec.backups.pgbackrest.jobs.log
            6.0 spec.backups.pgbackrest.jobs.volumes
            6.0 spec.backups.pgbackrest.repoHost.log
            6.0 spec.backups.pgbackrest.repoHost.volumes
            6.0 spec.backups.pgbackrest.restore.volumes
            6.0 spec.dataSource.pgbackrest.volumes
            6.0 spec.dataSource.postgresCluster.volumes
            6.0 spec.proxy.pgBouncer.volumes
            6.0 **.configuration[].podCertificate
            6.0 **.config.files[].podCertificate
            6.0 **.valueFrom.fileKeyRef
            6.0 **.containers[].lifecycle.stopSignal
            6.0 **.containers[].restartPolicyRules
            6.0.3 **.podCertificate.userAnnotations
            """ + podRules() + probes();

    /** The fields of a {@code PGUpgrade}, which this operator has from 5.3 on. */
    static final String UPGRADE = """
            5.3 spec
            5.8 spec.jobs
            5.8 spec.transferMethod
            5.7 **.resources.claims
            5.8 **.resources.claims[].request
            """ + podRules();

    /** The fields of a {@code PGAdmin}, a kind that is there from 5.5 on. */
    static final String ADMIN = """
            5.5 spec
            5.6 spec.config.configDatabaseURI
            5.6 spec.config.gunicorn
            5.6 spec.serverGroups[].postgresClusterName
            5.6 spec.serviceName
            5.6 spec.users
            5.7 **.resources.claims
            5.7 spec.config.files[].clusterTrustBundle
            5.7 **.dataSourceRef.namespace
            5.7 spec.dataVolumeClaimSpec.volumeAttributesClassName
            5.8 **.resources.claims[].request
            5.8 spec.instrumentation
            5.8.5 spec.config.oauthConfigurations
            5.8.5 spec.instrumentation.config.environmentVariables
            5.8.5 spec.instrumentation.metrics.customQueries.add[].databases
            5.8.5 spec.instrumentation.metrics.exporters
            5.8.5 spec.instrumentation.metrics.perDBMetricTargets
            6.0 **.config.files[].podCertificate
            6.0 **.valueFrom.fileKeyRef
            6.0 spec.volumes
            6.0.3 **.podCertificate.userAnnotations
            """ + podRules();

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution[].";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.";

    private FieldTable() {}

    /** What Kubernetes added to the rules of pods. */
    private static String podRules() {
        StringBuilder lines = new StringBuilder();
        for (String kind : new String[] {"podAffinity.", "podAntiAffinity."}) {
            for (String term : new String[] {REQUIRED, PREFERRED}) {
                String at = " **." + kind + term;
                lines.append("5.3").append(at).append("namespaceSelector\n");
                lines.append("5.7").append(at).append("matchLabelKeys\n");
                lines.append("5.7").append(at).append("mismatchLabelKeys\n");
            }
        }
        return lines.toString();
    }

    private static String probes() {
        StringBuilder lines = new StringBuilder();
        for (String probe : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
            lines.append("5.3 **.").append(probe).append(".grpc\n");
            lines.append("5.3 **.").append(probe).append(".terminationGracePeriodSeconds\n");
        }
        return lines.toString();
    }
}
