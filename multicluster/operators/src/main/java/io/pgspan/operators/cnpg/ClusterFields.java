package io.pgspan.operators.cnpg;

import io.pgspan.operators.decode.Fields;

/** The fields of a {@code Cluster}, as the schema of release 1.30 knows them; parts that Kubernetes defines are left open. */
final class ClusterFields {
    static final String METADATA = """
            $: apiVersion kind status:any
            metadata: name namespace labels:labels annotations:any finalizers[] ownerReferences[]:any generateName uid
            metadata: resourceVersion generation:int creationTimestamp deletionTimestamp deletionGracePeriodSeconds:int
            metadata: managedFields[]:any selfLink
            """;

    private static final String SELECTOR = """
            %1$s: matchLabels:labels
            %1$s.matchExpressions[]: key operator values[]
            """;

    private static final String TERM =
            """
            %1$s: matchLabelKeys[] mismatchLabelKeys[] namespaces[] topologyKey
            """ + SELECTOR.replace("%1$s", "%1$s.labelSelector") + SELECTOR.replace("%1$s", "%1$s.namespaceSelector");

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    /** The store in a {@code Cluster} and the configuration of an {@code ObjectStore} have one form. */
    static final String STORE = """
            %1$s: destinationPath endpointURL historyTags:labels serverName tags:labels
            %1$s.azureCredentials: inheritFromAzureAD:bool useDefaultAzureCredentials:bool
            %1$s.azureCredentials.connectionString: key name
            %1$s.azureCredentials.storageAccount: key name
            %1$s.azureCredentials.storageKey: key name
            %1$s.azureCredentials.storageSasToken: key name
            %1$s.data: additionalCommandArgs[] compression:bzip2|gzip|lz4|snappy encryption:AES256|aws:kms
            %1$s.data: immediateCheckpoint:bool jobs:int restoreAdditionalCommandArgs[]
            %1$s.endpointCA: key name
            %1$s.googleCredentials: gkeEnvironment:bool
            %1$s.googleCredentials.applicationCredentials: key name
            %1$s.s3Credentials: inheritFromIAMRole:bool
            %1$s.s3Credentials.accessKeyId: key name
            %1$s.s3Credentials.region: key name
            %1$s.s3Credentials.secretAccessKey: key name
            %1$s.s3Credentials.sessionToken: key name
            %1$s.wal: archiveAdditionalCommandArgs[] compression:bzip2|gzip|lz4|snappy|xz|zstd
            %1$s.wal: encryption:AES256|aws:kms maxParallel:int restoreAdditionalCommandArgs[]
            """;

    private static final String CLAIM = """
            %1$s.pvcTemplate: accessModes[] storageClassName volumeName volumeMode volumeAttributesClassName
            %1$s.pvcTemplate: selector:any dataSource:any dataSourceRef:any
            %1$s.pvcTemplate.resources: limits:any
            %1$s.pvcTemplate.resources.requests: storage:quantity
            """;

    private static final String SPEC = """
            spec: description enablePDB:bool enableSuperuserAccess:bool env[name]:any envFrom[]:any
            spec: ephemeralVolumeSource:any failoverDelay:int imageName imagePullPolicy instances:int
            spec: livenessProbeTimeout:int logLevel:error|warning|info|debug|trace maxSyncReplicas:int
            spec: minSyncReplicas:int podSecurityContext:any postgresGID:int postgresUID:int
            spec: primaryUpdateMethod:switchover|restart primaryUpdateStrategy:unsupervised|supervised
            spec: priorityClassName projectedVolumeTemplate:any schedulerName seccompProfile:any securityContext:any
            spec: serviceAccountName smartShutdownTimeout:int startDelay:int stopDelay:int switchoverDelay:int
            spec.affinity: enablePodAntiAffinity:bool nodeSelector:labels podAntiAffinityType topologyKey
            spec.affinity.tolerations[]: effect key operator tolerationSeconds:int value
            spec.backup: retentionPolicy target:primary|prefer-standby
            spec.backup.volumeSnapshot: annotations:labels className labels:labels online:bool
            spec.backup.volumeSnapshot: snapshotOwnerReference:none|cluster|backup tablespaceClassName:labels
            spec.backup.volumeSnapshot: walClassName
            spec.backup.volumeSnapshot.onlineConfiguration: immediateCheckpoint:bool waitForArchive:bool
            spec.bootstrap.initdb: builtinLocale dataChecksums:bool database encoding icuLocale icuRules locale
            spec.bootstrap.initdb: localeCType localeCollate localeProvider options[] owner postInitApplicationSQL[]
            spec.bootstrap.initdb: postInitSQL[] postInitTemplateSQL[] walSegmentSize:int
            spec.bootstrap.initdb.import: databases[] pgDumpExtraOptions[] pgRestoreDataOptions[]
            spec.bootstrap.initdb.import: pgRestoreExtraOptions[] pgRestorePostdataOptions[] pgRestorePredataOptions[]
            spec.bootstrap.initdb.import: postImportApplicationSQL[] roles[] schemaOnly:bool
            spec.bootstrap.initdb.import: type:microservice|monolith
            spec.bootstrap.initdb.import.source: externalCluster
            spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs[]: key name
            spec.bootstrap.initdb.postInitApplicationSQLRefs.secretRefs[]: key name
            spec.bootstrap.initdb.postInitSQLRefs.configMapRefs[]: key name
            spec.bootstrap.initdb.postInitSQLRefs.secretRefs[]: key name
            spec.bootstrap.initdb.postInitTemplateSQLRefs.configMapRefs[]: key name
            spec.bootstrap.initdb.postInitTemplateSQLRefs.secretRefs[]: key name
            spec.bootstrap.initdb.secret: name
            spec.bootstrap.pg_basebackup: database owner source
            spec.bootstrap.pg_basebackup.secret: name
            spec.bootstrap.recovery: database owner source
            spec.bootstrap.recovery.backup: name
            spec.bootstrap.recovery.backup.endpointCA: key name
            spec.bootstrap.recovery.recoveryTarget: backupID exclusive:bool targetImmediate:bool targetLSN targetName
            spec.bootstrap.recovery.recoveryTarget: targetTLI targetTime targetXID
            spec.bootstrap.recovery.secret: name
            spec.bootstrap.recovery.volumeSnapshots: tablespaceStorage:any
            spec.bootstrap.recovery.volumeSnapshots.storage: apiGroup kind name
            spec.bootstrap.recovery.volumeSnapshots.walStorage: apiGroup kind name
            spec.certificates: clientCASecret replicationTLSSecret serverAltDNSNames[] serverCASecret serverTLSSecret
            spec.ephemeralVolumesSizeLimit: shm:quantity temporaryData:quantity
            spec.externalClusters[name]: connectionParameters:any name
            spec.externalClusters[name].password: key name optional:bool
            spec.externalClusters[name].plugin: enabled:bool isWALArchiver:bool name parameters:any
            spec.externalClusters[name].sslCert: key name optional:bool
            spec.externalClusters[name].sslKey: key name optional:bool
            spec.externalClusters[name].sslRootCert: key name optional:bool
            spec.imageCatalogRef: apiGroup kind major:int name
            spec.imagePullSecrets[name]: name
            spec.inheritedMetadata: annotations:labels labels:labels
            spec.managed.roles[name]: bypassrls:bool comment connectionLimit:int createdb:bool createrole:bool
            spec.managed.roles[name]: disablePassword:bool ensure:present|absent inRoles[] inherit:bool login:bool
            spec.managed.roles[name]: name replication:bool superuser:bool validUntil
            spec.managed.roles[name].passwordSecret: name
            spec.managed.services: disabledDefaultServices[]:rw|r|ro
            spec.managed.services.additional[]: selectorType:rw|r|ro updateStrategy:patch|replace
            spec.managed.services.additional[].serviceTemplate: spec:any
            spec.managed.services.additional[].serviceTemplate.metadata: annotations:labels labels:labels name
            spec.monitoring: disableDefaultQueries:bool enablePodMonitor:bool metricsQueriesTTL
            spec.monitoring: podMonitorMetricRelabelings[]:any podMonitorRelabelings[]:any
            spec.monitoring.customQueriesConfigMap[]: key name
            spec.monitoring.customQueriesSecret[]: key name
            spec.monitoring.tls: enabled:bool
            spec.nodeMaintenanceWindow: inProgress:bool reusePVC:bool
            spec.plugins[name]: enabled:bool isWALArchiver:bool name parameters:any
            spec.podSelectorRefs[name]: name
            spec.postgresql: enableAlterSystem:bool parameters:any pg_hba[] pg_ident[] promotionTimeout:int
            spec.postgresql: shared_preload_libraries[]
            spec.postgresql.extensions[name]: bin_path[] dynamic_library_path[] extension_control_path[]
            spec.postgresql.extensions[name]: ld_library_path[] name
            spec.postgresql.extensions[name].env[name]: name value
            spec.postgresql.extensions[name].image: pullPolicy reference
            spec.postgresql.ldap: port:int scheme:ldap|ldaps server tls:bool
            spec.postgresql.ldap.bindAsAuth: prefix suffix
            spec.postgresql.ldap.bindSearchAuth: baseDN bindDN searchAttribute searchFilter
            spec.postgresql.ldap.bindSearchAuth.bindPassword: key name optional:bool
            spec.postgresql.syncReplicaElectionConstraint: enabled:bool nodeLabelsAntiAffinity[]
            spec.postgresql.synchronous: dataDurability:required|preferred failoverQuorum:bool
            spec.postgresql.synchronous: maxStandbyNamesFromCluster:int method:any|first nodeFailureDomainKeys[]
            spec.postgresql.synchronous: number:int podFailureDomainKeys[] standbyNamesPost[] standbyNamesPre[]
            spec.primaryLease: leaseDurationSeconds:int releasedLeaseDurationSeconds:int renewDeadlineSeconds:int
            spec.primaryLease: retryPeriodSeconds:int
            spec.probes: readiness:any startup:any
            spec.probes.liveness: failureThreshold:int initialDelaySeconds:int periodSeconds:int successThreshold:int
            spec.probes.liveness: terminationGracePeriodSeconds:int timeoutSeconds:int
            spec.probes.liveness.isolationCheck: connectionTimeout:int enabled:bool requestTimeout:int
            spec.replica: enabled:bool minApplyDelay primary promotionToken self source
            spec.replicationSlots: updateInterval:int
            spec.replicationSlots.highAvailability: enabled:bool slotPrefix synchronizeLogicalDecoding:bool
            spec.replicationSlots.synchronizeReplicas: enabled:bool excludePatterns[]
            spec.resources: claims[name]:any limits:any requests:any
            spec.serviceAccountTemplate.metadata: annotations:labels labels:labels name
            spec.storage: resizeInUseVolumes:bool size:quantity storageClass
            spec.superuserSecret: name
            spec.tablespaces[name]: name temporary:bool
            spec.tablespaces[name].owner: name
            spec.tablespaces[name].storage: resizeInUseVolumes:bool size:quantity storageClass
            spec.walStorage: resizeInUseVolumes:bool size:quantity storageClass
            spec.affinity: podAffinity:any podAntiAffinity:any
            spec.topologySpreadConstraints[]: maxSkew:int minDomains:int nodeAffinityPolicy nodeTaintsPolicy topologyKey
            spec.topologySpreadConstraints[]: matchLabelKeys[] whenUnsatisfiable
            spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorTerms[]:any
            spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[]: weight:int preference:any
            """;

    static final Fields CLUSTER = Fields.of(METADATA
            + SPEC
            + SELECTOR.formatted("spec.topologySpreadConstraints[].labelSelector")
            + SELECTOR.formatted("spec.podSelectorRefs[name].selector")
            + terms("spec.affinity.additionalPodAffinity")
            + terms("spec.affinity.additionalPodAntiAffinity")
            + STORE.formatted("spec.backup.barmanObjectStore")
            + STORE.formatted("spec.externalClusters[name].barmanObjectStore")
            + CLAIM.formatted("spec.storage")
            + CLAIM.formatted("spec.walStorage")
            + CLAIM.formatted("spec.tablespaces[name].storage"));

    private ClusterFields() {}

    private static String terms(String path) {
        String preferred = path + "." + PREFERRED + "[]";
        return TERM.formatted(path + "." + REQUIRED + "[]")
                + preferred + ": weight:int\n"
                + TERM.formatted(preferred + ".podAffinityTerm");
    }
}
