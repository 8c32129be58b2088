package io.pgspan.operators.crunchy;

import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;

/** What PGO makes of every feature. */
final class CrunchyCapabilities {
    static final Capabilities TABLE = instances(
                    placement(replication(access(backups(life(Capabilities.of(CrunchyWords.DIALECT)))))))
            .build();

    private CrunchyCapabilities() {}

    private static Capabilities.Builder instances(Capabilities.Builder table) {
        return table.yes(InstanceFeatures.IMAGE, "image")
                .yes(InstanceFeatures.PARAMETERS, "patroni.dynamicConfiguration, or config.parameters since 5.8")
                .yes(InstanceFeatures.LABELS, "metadata.labels")
                .yes(InstanceFeatures.ANNOTATIONS, "metadata.annotations; some are orders to PGO")
                .no(InstanceFeatures.EPHEMERAL_STORAGE, "use durable volumes")
                .yes(InstanceFeatures.WAL_VOLUME, "instances[].walVolumeClaimSpec")
                .partly(InstanceFeatures.TEMPORARY_VOLUME, "instances[].volumes.temp since 5.8.5; it dies with its pod")
                .partly(
                        InstanceFeatures.TABLESPACES,
                        "instances[].tablespaceVolumes since 5.4, behind a gate; SQL makes the tablespaces")
                .yes(InstanceFeatures.POD_METADATA, "instances[].metadata, for all that PGO makes of the set")
                .yes(InstanceFeatures.PRIORITY_CLASS, "instances[].priorityClassName")
                .no(InstanceFeatures.SERVICE_ACCOUNT, "PGO makes its own: give its annotations in the options")
                .no(InstanceFeatures.SCHEDULER, "use Kubernetes' default scheduler")
                .yes(InstanceFeatures.IMAGE_PULL_SECRETS, "imagePullSecrets")
                .partly(InstanceFeatures.SIDECARS, "instances[].containers since 5.2; none that run before PostgreSQL")
                .no(InstanceFeatures.READ_REPLICAS, "every instance may be promoted")
                .yes(InstanceFeatures.FURTHER_ELECTABLE_SETS, "instances[], at most 16 in v1")
                .yes(InstanceFeatures.SET_VOLUMES, "instances[].walVolumeClaimSpec and so on")
                .partly(InstanceFeatures.SET_PODS, "metadata, priority and containers; pull secrets are the cluster's")
                .partly(InstanceFeatures.SET_PLACEMENT, "affinity, tolerations and spread; no node selector, no name")
                .yes(InstanceFeatures.MIN_AVAILABLE, "instances[].minAvailable since 5.1")
                .no(InstanceFeatures.ARBITER, "members don't vote: Patroni keeps a record with the API server");
    }

    private static Capabilities.Builder placement(Capabilities.Builder table) {
        return table.partly(
                        PlacementFeatures.CLUSTERS,
                        "one PostgresCluster per Kubernetes cluster: a primary and standbys that people promote")
                .partly(PlacementFeatures.STORAGE_CLASS_PER_CLUSTER, "in the claims of each PostgresCluster")
                .no(PlacementFeatures.METRICS_PER_CLUSTER, "nobody measures across clusters")
                .no(PlacementFeatures.SLICE, "connect the clusters by an object store or an address that is reached")
                .yes(PlacementFeatures.SPREAD, "instances[].topologySpreadConstraints")
                .yes(PlacementFeatures.SPREAD_OTHER_KEYS, "instances[].topologySpreadConstraints")
                .yes(PlacementFeatures.SPREAD_REFINED, "instances[].topologySpreadConstraints")
                .no(PlacementFeatures.NODE_SELECTOR, "demand the labels by node affinity")
                .yes(PlacementFeatures.TOLERATIONS, "instances[].tolerations")
                .yes(PlacementFeatures.NODE_AFFINITY, "instances[].affinity.nodeAffinity")
                .yes(PlacementFeatures.POD_AFFINITY, "instances[].affinity.podAffinity and podAntiAffinity")
                .no(PlacementFeatures.POLICY_NAME, "a placement is said with each set");
    }

    private static Capabilities.Builder replication(Capabilities.Builder table) {
        return table.partly(
                        ReplicationFeatures.SYNCHRONOUS,
                        "synchronous_mode; that any standbys may confirm needs Patroni 4 in the image")
                .yes(ReplicationFeatures.SYNC_FIRST, "synchronous_mode: Patroni names the standbys")
                .yes(ReplicationFeatures.COMMIT_LEVEL, "the parameter synchronous_commit")
                .yes(ReplicationFeatures.DURABILITY_PREFERRED, "synchronous_mode without synchronous_mode_strict")
                .no(ReplicationFeatures.STANDBY_NAMES, "Patroni names the standbys itself")
                .no(ReplicationFeatures.ANY_STANDBY, "Patroni names the standbys itself")
                .no(ReplicationFeatures.WARM_STANDBYS, "standbys answer queries")
                .yes(ReplicationFeatures.MAXIMUM_LAG, "maximum_lag_on_failover")
                .yes(ReplicationFeatures.WAL_RETENTION, "wal_keep_size, or use_slots with max_slot_wal_keep_size")
                .no(ReplicationFeatures.FAILOVER_LOSING_DATA, "limit the lag of what may be promoted instead")
                .no(ReplicationFeatures.RAFT_TIMING, "a lease decides: say its duration")
                .partly(ReplicationFeatures.LEASE_TIMING, "in whole seconds: leaderLeaseDurationSeconds and so on")
                .partly(ReplicationFeatures.STANDBY_CLUSTER, "standby: a repository, and since 5.2 a host and port");
    }

    private static Capabilities.Builder access(Capabilities.Builder table) {
        return table.no(OperationFeatures.SUPERUSER_SECRET, "name the user postgres: PGO makes its secret")
                .no(
                        OperationFeatures.NO_SUPERUSER_ACCESS,
                        "the superuser has no password unless the users name postgres: leave it out of them")
                .partly(OperationFeatures.USERS, "users: databases, privileges and the form of passwords")
                .no(OperationFeatures.DATABASES, "name the databases with a user; the superuser owns them")
                .yes(OperationFeatures.HBA, "patroni.dynamicConfiguration, or authentication.rules since 5.8")
                .no(OperationFeatures.CLIENT_AUTH, "say it with rules of pg_hba.conf")
                .partly(OperationFeatures.TLS, "secrets with the server's and the standbys' certificate")
                .partly(OperationFeatures.SERVICES, "for the primary, and for standbys since 5.6")
                .partly(OperationFeatures.POOLERS, "one PgBouncer, in front of the primary")
                .partly(OperationFeatures.MONITORING, "an exporter that others must find")
                .partly(OperationFeatures.METRIC_QUERIES, "queries of one's own replace PGO's")
                .no(OperationFeatures.ALERTS, "give the rules to Prometheus");
    }

    private static Capabilities.Builder backups(Capabilities.Builder table) {
        return table.partly(
                        OperationFeatures.BACKUPS, "backups.pgbackrest: up to four repositories, demanded before 5.7")
                .yes(OperationFeatures.VOLUME_REPOSITORIES, "repos[].volume; they go with the cluster")
                .partly(OperationFeatures.OBJECT_STORE_REPOSITORIES, "repos[].s3, gcs, azure; one secret for all")
                .partly(
                        OperationFeatures.BACKUP_SCHEDULES,
                        "one schedule a type; full backups kept by number or by days")
                .partly(OperationFeatures.BACKUP_ENCRYPTION, "a cipher; the key is in the secret of all repositories")
                .partly(OperationFeatures.SNAPSHOTS, "backups.snapshots since 5.7, behind a gate, of the data volume")
                .partly(OperationFeatures.BACKUP_TUNING, "image, global and manual; archiving is tuned by global")
                .no(OperationFeatures.INITDB, "PGO runs initdb with checksums and UTF8")
                .no(OperationFeatures.CLONE, "restore from a repository of the cluster")
                .partly(OperationFeatures.RESTORE, "dataSource.postgresCluster or pgbackrest")
                .yes(OperationFeatures.VOLUME_MIGRATION, "dataSource.volumes")
                .no(OperationFeatures.LOGICAL_IMPORT, "load the dump by hand")
                .partly(OperationFeatures.INIT_SQL, "databaseInitSQL: one entry of a config map");
    }

    private static Capabilities.Builder life(Capabilities.Builder table) {
        return table.yes(OperationFeatures.PAUSE, "paused since 5.2")
                .yes(OperationFeatures.SHUTDOWN, "shutdown")
                .no(OperationFeatures.HIBERNATION, "shut it down")
                .no(OperationFeatures.DELETION_PROTECTION, "protect it by other means")
                .yes(OperationFeatures.DELETE_VOLUMES, "always, repositories on volumes included")
                .no(OperationFeatures.WIPE_OUT, "delete repositories in object stores by hand");
    }
}
