package io.pgspan.operators.cnpg;

import io.pgspan.operators.decode.Fields;

/** The fields of the kinds beside the {@code Cluster}, as the schemas of release 1.30 and of the plugin know them. */
final class SatelliteFields {
    private static final String BACKED_UP = """
            spec: method:barmanObjectStore|volumeSnapshot|plugin online:bool target:primary|prefer-standby
            spec.cluster: name
            spec.onlineConfiguration: immediateCheckpoint:bool waitForArchive:bool
            spec.pluginConfiguration: name parameters:labels
            """;

    private static final String ROLE = """
            spec: bypassrls:bool comment connectionLimit:int createdb:bool createrole:bool disablePassword:bool
            spec: ensure:present|absent inRoles[] inherit:bool login:bool name replication:bool superuser:bool
            spec: validUntil
            spec.passwordSecret: name
            """;

    private static final String OPTIONS = """
            %1$s.options[name]: ensure:present|absent name value
            %1$s.usage[name]: name type:grant|revoke
            """;

    static final Fields SCHEDULED_BACKUP = Fields.of(ClusterFields.METADATA + BACKED_UP + """
            spec: backupOwnerReference:none|self|cluster immediate:bool schedule suspend:bool
            """);

    static final Fields BACKUP = Fields.of(ClusterFields.METADATA + BACKED_UP);

    static final Fields OBJECT_STORE =
            Fields.of(ClusterFields.METADATA + ClusterFields.STORE.formatted("spec.configuration") + """
            spec: retentionPolicy
            spec.instanceSidecarConfiguration: additionalContainerArgs[] env[name]:any logLevel resources:any
            spec.instanceSidecarConfiguration: retentionPolicyIntervalSeconds:int
            """);

    static final Fields POOLER = Fields.of(ClusterFields.METADATA + """
            spec: deploymentStrategy:any instances:int serviceAccountName type:rw|ro|r
            spec.cluster: name
            spec.monitoring: enablePodMonitor:bool podMonitorMetricRelabelings[]:any podMonitorRelabelings[]:any
            spec.monitoring.tls: enabled:bool
            spec.pgbouncer: authQuery image parameters:labels paused:bool pg_hba[] poolMode:session|transaction
            spec.pgbouncer.authQuerySecret: name
            spec.pgbouncer.clientCASecret: name
            spec.pgbouncer.clientTLSSecret: name
            spec.pgbouncer.serverCASecret: name
            spec.pgbouncer.serverTLSSecret: name
            spec.pgbouncer.imageCatalogRef: apiGroup key kind name
            spec.template: metadata:any spec:any
            spec.template.spec: containers[name]:any
            spec.serviceTemplate: metadata:any spec:any
            """);

    static final Fields DATABASE = Fields.of(ClusterFields.METADATA + """
            spec: allowConnections:bool builtinLocale collationVersion connectionLimit:int
            spec: databaseReclaimPolicy:retain|delete encoding ensure:present|absent icuLocale icuRules isTemplate:bool
            spec: locale localeCType localeCollate localeProvider name owner tablespace template
            spec.cluster: name
            spec.extensions[name]: ensure:present|absent name schema version
            spec.schemas[name]: ensure:present|absent name owner
            spec.fdws[name]: ensure:present|absent handler name owner validator
            spec.servers[name]: ensure:present|absent fdw name
            """ + OPTIONS.formatted("spec.fdws[name]")
            + OPTIONS.formatted("spec.servers[name]"));

    static final Fields DATABASE_ROLE = Fields.of(ClusterFields.METADATA + ROLE + """
            spec: databaseRoleReclaimPolicy:retain|delete
            spec.cluster: name
            spec.clientCertificate: enabled:bool
            """);

    static final Fields PUBLICATION = Fields.of(ClusterFields.METADATA + """
            spec: dbname name parameters:labels publicationReclaimPolicy:retain|delete
            spec.cluster: name
            spec.target: allTables:bool
            spec.target.objects[]: tablesInSchema
            spec.target.objects[].table: columns[] name only:bool schema
            """);

    static final Fields SUBSCRIPTION = Fields.of(ClusterFields.METADATA + """
            spec: dbname externalClusterName name parameters:labels publicationDBName publicationName
            spec: subscriptionReclaimPolicy:retain|delete
            spec.cluster: name
            """);

    static final Fields IMAGE_CATALOG = Fields.of(ClusterFields.METADATA + """
            spec.images[]: image major:int
            spec.images[].extensions[name]: bin_path[] dynamic_library_path[] extension_control_path[]
            spec.images[].extensions[name]: ld_library_path[] name
            spec.images[].extensions[name].env[name]: name value
            spec.images[].extensions[name].image: pullPolicy reference
            spec.componentImages[]: image key
            """);

    static final Fields FAILOVER_QUORUM = Fields.of(ClusterFields.METADATA);

    private SatelliteFields() {}
}
