package io.pgspan.operators.kubedb;

import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;

/** What KubeDB makes of every feature. */
final class KubeDbCapabilities {
    static final Capabilities TABLE = instances(
                    placement(replication(access(backups(life(Capabilities.of("kubedb")))))))
            .build();

    private KubeDbCapabilities() {}

    private static Capabilities.Builder instances(Capabilities.Builder table) {
        return table.no(InstanceFeatures.IMAGE, "the image belongs to a PostgresVersion of the catalog: make one")
                .yes(InstanceFeatures.PARAMETERS, "configuration.inline[\"user.conf\"]")
                .yes(InstanceFeatures.LABELS, "metadata.labels")
                .yes(InstanceFeatures.ANNOTATIONS, "metadata.annotations")
                .partly(
                        InstanceFeatures.EPHEMERAL_STORAGE,
                        "storageType Ephemeral, not with a deletion that keeps data")
                .no(InstanceFeatures.WAL_VOLUME, "leave the write-ahead log on the data volume")
                .no(InstanceFeatures.TEMPORARY_VOLUME, "leave temporary files on the data volume")
                .no(InstanceFeatures.TABLESPACES, "keep everything on the data volume")
                .yes(InstanceFeatures.POD_METADATA, "podTemplate.metadata")
                .yes(InstanceFeatures.PRIORITY_CLASS, "podTemplate.spec.priorityClassName")
                .yes(InstanceFeatures.SERVICE_ACCOUNT, "podTemplate.spec.serviceAccountName")
                .yes(InstanceFeatures.SCHEDULER, "podTemplate.spec.schedulerName")
                .yes(InstanceFeatures.IMAGE_PULL_SECRETS, "podTemplate.spec.imagePullSecrets")
                .yes(InstanceFeatures.SIDECARS, "podTemplate.spec.containers and initContainers")
                .yes(InstanceFeatures.READ_REPLICAS, "readReplicas, since the release of 2026-02")
                .no(InstanceFeatures.FURTHER_ELECTABLE_SETS, "one set only: raise replicas instead")
                .no(InstanceFeatures.SET_VOLUMES, "read replicas have a data volume only")
                .no(InstanceFeatures.SET_PODS, "read replicas take resources, node selector and tolerations only")
                .partly(InstanceFeatures.SET_PLACEMENT, "node selector, tolerations and the name of a policy")
                .no(InstanceFeatures.MIN_AVAILABLE, "KubeDB makes its own disruption budget")
                .partly(InstanceFeatures.ARBITER, "its volume has a size only, and nobody says where it goes");
    }

    private static Capabilities.Builder placement(Capabilities.Builder table) {
        return table.yes(PlacementFeatures.CLUSTERS, "PlacementPolicy, distributionRules; ordinals can't move")
                .partly(
                        PlacementFeatures.STORAGE_CLASS_PER_CLUSTER,
                        "distributionRules[].storageClassName, not in the first generation")
                .partly(
                        PlacementFeatures.METRICS_PER_CLUSTER,
                        "distributionRules[].monitoring, not in the first generation")
                .partly(PlacementFeatures.SLICE, "slice, required with rules and impossible without")
                .partly(PlacementFeatures.SPREAD, "one constraint each; as a demand at most one pod a domain")
                .no(PlacementFeatures.SPREAD_OTHER_KEYS, "spread over zones and nodes")
                .no(PlacementFeatures.SPREAD_REFINED, "say key, skew and demand only")
                .yes(PlacementFeatures.NODE_SELECTOR, "podTemplate.spec.nodeSelector")
                .yes(PlacementFeatures.TOLERATIONS, "podTemplate.spec.tolerations")
                .no(
                        PlacementFeatures.NODE_AFFINITY,
                        "use a node selector; domains of nodes belong to the policy's options")
                .no(PlacementFeatures.POD_AFFINITY, "spread over zones and nodes instead")
                .yes(
                        PlacementFeatures.POLICY_NAME,
                        "podPlacementPolicy.name; a policy is cluster-scoped and may be shared");
    }

    private static Capabilities.Builder replication(Capabilities.Builder table) {
        return table.yes(ReplicationFeatures.SYNCHRONOUS, "streamingMode Synchronous")
                .yes(ReplicationFeatures.SYNC_FIRST, "synchronousReplicationConfig.mode")
                .yes(ReplicationFeatures.COMMIT_LEVEL, "synchronousReplicationConfig.commitLevel")
                .no(ReplicationFeatures.DURABILITY_PREFERRED, "commits wait: require durability, or don't wait at all")
                .yes(ReplicationFeatures.STANDBY_NAMES, "synchronousReplicationConfig.standbyNames")
                .yes(ReplicationFeatures.ANY_STANDBY, "synchronousReplicationConfig.useWildcard")
                .yes(ReplicationFeatures.WARM_STANDBYS, "standbyMode Warm")
                .yes(ReplicationFeatures.MAXIMUM_LAG, "leaderElection.maximumLagBeforeFailover, in bytes")
                .yes(ReplicationFeatures.WAL_RETENTION, "replication.walLimitPolicy, in the unit of the version")
                .yes(ReplicationFeatures.FAILOVER_LOSING_DATA, "replication.forceFailoverAcceptingDataLossAfter")
                .yes(ReplicationFeatures.RAFT_TIMING, "leaderElection, written whole")
                .no(ReplicationFeatures.LEASE_TIMING, "members vote: say ticks instead")
                .partly(ReplicationFeatures.STANDBY_CLUSTER, "remoteReplica: an AppBinding only, promoted by hand");
    }

    private static Capabilities.Builder access(Capabilities.Builder table) {
        return table.yes(OperationFeatures.SUPERUSER_SECRET, "authSecret.name")
                .no(OperationFeatures.NO_SUPERUSER_ACCESS, "the operator works as the superuser over the network")
                .no(OperationFeatures.USERS, "make them with an init script")
                .no(OperationFeatures.DATABASES, "make them with an init script")
                .no(OperationFeatures.HBA, "KubeDB writes pg_hba.conf alone")
                .yes(OperationFeatures.CLIENT_AUTH, "clientAuthMode")
                .partly(OperationFeatures.TLS, "an issuer of cert-manager; no secrets of one's own")
                .partly(OperationFeatures.SERVICES, "serviceTemplates for primary, standby and stats")
                .no(OperationFeatures.POOLERS, "use KubeDB's own kind PgBouncer or Pgpool")
                .partly(OperationFeatures.MONITORING, "monitor: agent, port, arguments, labels and interval")
                .no(OperationFeatures.METRIC_QUERIES, "give the exporter an argument that names a file")
                .no(OperationFeatures.ALERTS, "use the alert charts of KubeDB");
    }

    private static Capabilities.Builder backups(Capabilities.Builder table) {
        return table.partly(OperationFeatures.BACKUPS, "archiver: the name of a PostgresArchiver that exists")
                .no(OperationFeatures.VOLUME_REPOSITORIES, "name a PostgresArchiver that exists")
                .no(OperationFeatures.OBJECT_STORE_REPOSITORIES, "name a PostgresArchiver that exists")
                .no(OperationFeatures.BACKUP_SCHEDULES, "schedules belong to the PostgresArchiver")
                .no(OperationFeatures.BACKUP_ENCRYPTION, "encryption belongs to the PostgresArchiver")
                .no(OperationFeatures.SNAPSHOTS, "snapshots belong to the PostgresArchiver")
                .no(OperationFeatures.BACKUP_TUNING, "the tool is tuned in the PostgresArchiver")
                .no(OperationFeatures.INITDB, "KubeDB runs initdb with its own settings")
                .no(OperationFeatures.CLONE, "restore from an archive, or follow as a remote replica")
                .partly(OperationFeatures.RESTORE, "init.archiver: to a moment, from named repositories")
                .no(OperationFeatures.VOLUME_MIGRATION, "restore from an archive instead")
                .no(OperationFeatures.LOGICAL_IMPORT, "load the dump with an init script")
                .partly(OperationFeatures.INIT_SQL, "init.script: one config map or secret with scripts");
    }

    private static Capabilities.Builder life(Capabilities.Builder table) {
        return table.no(OperationFeatures.PAUSE, "only an ops request pauses KubeDB, while it runs")
                .no(OperationFeatures.SHUTDOWN, "hibernate instead")
                .yes(OperationFeatures.HIBERNATION, "halted: true, with deletionPolicy Halt")
                .yes(OperationFeatures.DELETION_PROTECTION, "deletionPolicy DoNotTerminate, not while halted")
                .yes(OperationFeatures.DELETE_VOLUMES, "deletionPolicy Delete, KubeDB's default")
                .yes(OperationFeatures.WIPE_OUT, "deletionPolicy WipeOut");
    }
}
