package io.pgspan.operators.cnpg.change;

import io.pgspan.operators.change.FieldClasses;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudNativePG does with a change of every field of the kinds beside a {@code Cluster}. The ways are those of {@link SatelliteChange}; the
 * last column is that of {@link CnpgFieldClasses}, with {@code pooler} and {@code databases} for what is known of those.
 */
public final class SatelliteClasses {
    private static final String METADATA = CnpgFieldClasses.METADATA.replace(
            "metadata.annotations | downtime | annotation | derived: some annotations are commands, up to the deletion of all pods",
            "metadata.annotations | nothing | patch | derived: none of these kinds is commanded by annotations");

    private static final String BACKUP_FIELDS =
            "spec.method spec.online spec.target spec.onlineConfiguration spec.pluginConfiguration";

    /** Of {@code ScheduledBackup}. */
    public static final FieldClasses SCHEDULED_BACKUP = FieldClasses.of(METADATA + """
            spec.schedule spec.suspend spec.backupOwnerReference | nothing | patch | backups: they count from the next slot on
            %s | nothing | patch | backups: they count for the next backup that is made
            spec.immediate | ignored | patch | backups: it is looked at only when a schedule is checked for the first time
            spec.cluster | immutable | refuse | webhook: a schedule keeps its cluster
            """.formatted(BACKUP_FIELDS));

    /** Of {@code Backup}. */
    public static final FieldClasses BACKUP = FieldClasses.of(METADATA + """
            spec.cluster %s | immutable | refuse | webhook: what was asked of a backup may not change
            """.formatted(BACKUP_FIELDS));

    /** Of the plugin's {@code ObjectStore}. */
    public static final FieldClasses OBJECT_STORE = FieldClasses.of(METADATA + """
            spec.configuration spec.retentionPolicy | nothing | patch | backups: the next file and the next round of retention go by it
            spec.instanceSidecarConfiguration spec.instanceSidecarConfiguration.env[name] | downtime | rollout | derived: the container beside each instance is part of its pod
            spec.instanceSidecarConfiguration.retentionPolicyIntervalSeconds | downtime | rollout | derived: the container is told when it starts
            """);

    /** Of {@code Pooler}. */
    public static final FieldClasses POOLER = FieldClasses.of(METADATA + """
            spec.instances | rolling_restart | pooler | pooler: a deployment is scaled; clients of pods that go connect anew
            spec.type | rolling_restart | pooler | pooler: one line of its configuration names the service behind it
            spec.pgbouncer spec.template spec.template.spec.containers[name] | rolling_restart | pooler | derived: its pods are made anew at worst, and their clients connect again
            spec.pgbouncer.paused | downtime | pause | pooler: clients stay connected and wait until it is resumed
            spec.deploymentStrategy | nothing | patch | kubernetes: it counts for the next update of the deployment
            spec.serviceTemplate | nothing | patch | derived: its service is patched
            spec.monitoring | nothing | patch | derived: how it is scraped
            spec.monitoring.tls | rolling_restart | pooler | derived: its exporter is told when it starts
            spec.cluster | immutable | refuse | webhook: a pooler keeps its cluster
            spec.serviceAccountName | immutable | refuse | webhook: a pooler keeps its account
            """);

    /** Of {@code Database}. */
    public static final FieldClasses DATABASE = FieldClasses.of(METADATA + """
            spec.owner spec.tablespace | nothing | patch | databases: altered by a statement; another tablespace copies the database while nobody uses it
            spec.allowConnections spec.connectionLimit spec.isTemplate | nothing | patch | databases: altered by a statement
            spec.databaseReclaimPolicy | nothing | patch | databases: it counts when the object is deleted
            spec.ensure | downtime | ensure | databases: absent drops the database
            spec.schemas[name] spec.extensions[name] spec.fdws[name] spec.servers[name] | nothing | patch | databases: made, altered and dropped by statements
            spec.fdws[name].options[name] spec.fdws[name].usage[name] spec.servers[name].options[name] spec.servers[name].usage[name] | nothing | patch | databases: altered by statements
            spec.cluster spec.name | immutable | refuse | webhook: a database keeps its cluster and its name
            spec.template spec.encoding spec.locale spec.localeProvider spec.localeCollate spec.localeCType spec.icuLocale spec.icuRules spec.builtinLocale spec.collationVersion | immutable | refuse | webhook: what a database was created with may not change
            """);

    /** Of {@code DatabaseRole}. */
    public static final FieldClasses DATABASE_ROLE = FieldClasses.of(METADATA + """
            spec.bypassrls spec.comment spec.connectionLimit spec.createdb spec.createrole spec.disablePassword spec.inRoles spec.inherit spec.login spec.replication spec.superuser spec.validUntil spec.passwordSecret | nothing | patch | roles: altered by a statement
            spec.clientCertificate | nothing | patch | certificates: a secret is made or deleted
            spec.databaseRoleReclaimPolicy | nothing | patch | databases: it counts when the object is deleted
            spec.ensure | immutable | refuse | schema: a role of its own object can't be said to be absent
            spec.cluster spec.name | immutable | refuse | schema: a role keeps its cluster and its name
            """);

    /** Of {@code Publication}. */
    public static final FieldClasses PUBLICATION = FieldClasses.of(METADATA + """
            spec.parameters spec.target | nothing | patch | databases: altered by a statement
            spec.publicationReclaimPolicy | nothing | patch | databases: it counts when the object is deleted
            spec.target.allTables spec.cluster spec.name spec.dbname | immutable | refuse | webhook: they may not change
            """);

    /** Of {@code Subscription}. */
    public static final FieldClasses SUBSCRIPTION = FieldClasses.of(METADATA + """
            spec.parameters spec.publicationName spec.publicationDBName spec.externalClusterName | nothing | patch | databases: altered by a statement
            spec.subscriptionReclaimPolicy | nothing | patch | databases: it counts when the object is deleted
            spec.cluster spec.name spec.dbname | immutable | refuse | webhook: they may not change
            """);

    /** Of {@code ImageCatalog} and {@code ClusterImageCatalog}. */
    public static final FieldClasses IMAGE_CATALOG = FieldClasses.of(METADATA + """
            spec.images | downtime | rollout | rollout: every cluster that takes its image from the catalog is updated
            spec.componentImages | rolling_restart | pooler | derived: poolers that take their image from the catalog are made anew
            """);

    /** Of {@code FailoverQuorum}, which has no fields but a status. */
    public static final FieldClasses FAILOVER_QUORUM = FieldClasses.of(METADATA);

    private static final Map<String, FieldClasses> BY_KIND = Map.ofEntries(
            Map.entry("Cluster", CnpgFieldClasses.CLUSTER),
            Map.entry("ScheduledBackup", SCHEDULED_BACKUP),
            Map.entry("Backup", BACKUP),
            Map.entry("ObjectStore", OBJECT_STORE),
            Map.entry("Pooler", POOLER),
            Map.entry("Database", DATABASE),
            Map.entry("DatabaseRole", DATABASE_ROLE),
            Map.entry("Publication", PUBLICATION),
            Map.entry("Subscription", SUBSCRIPTION),
            Map.entry("ImageCatalog", IMAGE_CATALOG),
            Map.entry("ClusterImageCatalog", IMAGE_CATALOG),
            Map.entry("FailoverQuorum", FAILOVER_QUORUM));

    private SatelliteClasses() {}

    static Optional<FieldClasses> of(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }
}
