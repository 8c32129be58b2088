package io.pgspan.operators.cnpg;

import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;

/** What CloudNativePG makes of every feature. */
final class CnpgCapabilities {
    static final Capabilities TABLE = instances(placement(replication(access(backups(life(Capabilities.of("cnpg")))))))
            .build();

    private CnpgCapabilities() {}

    private static Capabilities.Builder instances(Capabilities.Builder table) {
        return table.partly(InstanceFeatures.IMAGE, "imageName, whose tag must begin with the version")
                .partly(
                        InstanceFeatures.PARAMETERS,
                        "postgresql.parameters, without those that CloudNativePG sets itself")
                .yes(InstanceFeatures.LABELS, "metadata.labels")
                .partly(InstanceFeatures.ANNOTATIONS, "metadata.annotations, some of which are commands")
                .no(InstanceFeatures.EPHEMERAL_STORAGE, "use a small volume of a fast class")
                .yes(InstanceFeatures.WAL_VOLUME, "walStorage")
                .no(InstanceFeatures.TEMPORARY_VOLUME, "use a temporary tablespace")
                .yes(InstanceFeatures.TABLESPACES, "tablespaces")
                .partly(InstanceFeatures.POD_METADATA, "inheritedMetadata, which every generated object bears")
                .yes(InstanceFeatures.PRIORITY_CLASS, "priorityClassName")
                .yes(InstanceFeatures.SERVICE_ACCOUNT, "serviceAccountName, decided once")
                .yes(InstanceFeatures.SCHEDULER, "schedulerName")
                .yes(InstanceFeatures.IMAGE_PULL_SECRETS, "imagePullSecrets")
                .no(InstanceFeatures.SIDECARS, "write a plugin, or the annotation cnpg.io/podPatch")
                .no(InstanceFeatures.READ_REPLICAS, "raise instances, or make a replica cluster")
                .no(InstanceFeatures.FURTHER_ELECTABLE_SETS, "all instances are alike: raise instances instead")
                .no(InstanceFeatures.SET_VOLUMES, "all instances are alike")
                .no(InstanceFeatures.SET_PODS, "all instances are alike")
                .no(InstanceFeatures.SET_PLACEMENT, "all instances are alike")
                .no(InstanceFeatures.MIN_AVAILABLE, "CloudNativePG makes its own disruption budgets")
                .no(InstanceFeatures.ARBITER, "nobody votes: the operator decides about the primary");
    }

    private static Capabilities.Builder placement(Capabilities.Builder table) {
        return table.partly(
                        PlacementFeatures.CLUSTERS,
                        "a distributed topology: a cluster each, followed asynchronously and promoted by hand")
                .no(PlacementFeatures.STORAGE_CLASS_PER_CLUSTER, "name one class that every Kubernetes cluster has")
                .no(PlacementFeatures.METRICS_PER_CLUSTER, "CloudNativePG asks no metrics")
                .no(PlacementFeatures.SLICE, "replica clusters reach each other by the addresses they are given")
                .yes(PlacementFeatures.SPREAD, "topologySpreadConstraints")
                .yes(PlacementFeatures.SPREAD_OTHER_KEYS, "topologySpreadConstraints")
                .yes(PlacementFeatures.SPREAD_REFINED, "topologySpreadConstraints")
                .yes(PlacementFeatures.NODE_SELECTOR, "affinity.nodeSelector")
                .yes(PlacementFeatures.TOLERATIONS, "affinity.tolerations")
                .yes(PlacementFeatures.NODE_AFFINITY, "affinity.nodeAffinity")
                .yes(
                        PlacementFeatures.POD_AFFINITY,
                        "affinity.additionalPodAffinity and additionalPodAntiAffinity, beside the generated rule")
                .no(PlacementFeatures.POLICY_NAME, "where pods go is said in the Cluster itself");
    }

    private static Capabilities.Builder replication(Capabilities.Builder table) {
        return table.yes(ReplicationFeatures.SYNCHRONOUS, "postgresql.synchronous")
                .yes(ReplicationFeatures.SYNC_FIRST, "postgresql.synchronous.method")
                .yes(ReplicationFeatures.COMMIT_LEVEL, "the parameter synchronous_commit")
                .yes(ReplicationFeatures.DURABILITY_PREFERRED, "postgresql.synchronous.dataDurability")
                .no(ReplicationFeatures.STANDBY_NAMES, "every instance may confirm; cap their number in the options")
                .no(ReplicationFeatures.ANY_STANDBY, "name standbys elsewhere in the options")
                .no(ReplicationFeatures.WARM_STANDBYS, "standbys always answer queries")
                .no(ReplicationFeatures.MAXIMUM_LAG, "commit synchronously with failoverQuorum in the options")
                .no(ReplicationFeatures.WAL_RETENTION, "set wal_keep_size or max_slot_wal_keep_size as parameters")
                .no(
                        ReplicationFeatures.FAILOVER_LOSING_DATA,
                        "the most advanced standby is promoted at once; failoverDelay in the options makes it wait")
                .no(ReplicationFeatures.RAFT_TIMING, "nobody votes: say a lease instead")
                .partly(ReplicationFeatures.LEASE_TIMING, "primaryLease, in whole seconds")
                .partly(
                        ReplicationFeatures.STANDBY_CLUSTER,
                        "replica: a server, the own object store, or an external cluster that stands there already");
    }

    private static Capabilities.Builder access(Capabilities.Builder table) {
        return table.partly(
                        OperationFeatures.SUPERUSER_SECRET, "superuserSecret, with the entries username and password")
                .yes(OperationFeatures.NO_SUPERUSER_ACCESS, "enableSuperuserAccess: false, the default")
                .partly(
                        OperationFeatures.USERS,
                        "managed.roles: no password is made for them, and nothing is granted on databases")
                .partly(OperationFeatures.DATABASES, "an object Database each")
                .yes(OperationFeatures.HBA, "postgresql.pg_hba, between the operator's first rules and its last")
                .no(OperationFeatures.CLIENT_AUTH, "write rules of pg_hba.conf")
                .partly(OperationFeatures.TLS, "secrets that exist; no issuer, no mode")
                .partly(OperationFeatures.SERVICES, "managed.services: further ones beside the usual")
                .partly(OperationFeatures.POOLERS, "an object Pooler each")
                .partly(OperationFeatures.MONITORING, "always shown at 9187; enablePodMonitor is deprecated")
                .yes(OperationFeatures.METRIC_QUERIES, "monitoring.customQueriesConfigMap and customQueriesSecret")
                .no(OperationFeatures.ALERTS, "write a PrometheusRule of your own");
    }

    private static Capabilities.Builder backups(Capabilities.Builder table) {
        return table.partly(OperationFeatures.BACKUPS, "one store, through the Barman Cloud plugin or in the Cluster")
                .no(OperationFeatures.VOLUME_REPOSITORIES, "use an object store")
                .partly(OperationFeatures.OBJECT_STORE_REPOSITORIES, "an ObjectStore of the plugin")
                .partly(OperationFeatures.BACKUP_SCHEDULES, "a ScheduledBackup each, full or of snapshots")
                .no(OperationFeatures.BACKUP_ENCRYPTION, "let the object store encrypt")
                .yes(OperationFeatures.SNAPSHOTS, "backup.volumeSnapshot")
                .partly(OperationFeatures.BACKUP_TUNING, "compression and parallelism of the archive")
                .partly(OperationFeatures.INITDB, "bootstrap.initdb")
                .partly(OperationFeatures.CLONE, "bootstrap.pg_basebackup, from a server that is described")
                .partly(OperationFeatures.RESTORE, "bootstrap.recovery, from a Backup or an object store")
                .partly(OperationFeatures.VOLUME_MIGRATION, "bootstrap.recovery.volumeSnapshots, as copies of claims")
                .yes(OperationFeatures.LOGICAL_IMPORT, "bootstrap.initdb.import")
                .partly(OperationFeatures.INIT_SQL, "in postgres, template1 and the application's database");
    }

    private static Capabilities.Builder life(Capabilities.Builder table) {
        return table.yes(OperationFeatures.PAUSE, "the annotation cnpg.io/reconciliationLoop")
                .yes(OperationFeatures.SHUTDOWN, "the annotation cnpg.io/fencedInstances, all of them")
                .yes(OperationFeatures.HIBERNATION, "the annotation cnpg.io/hibernation")
                .no(
                        OperationFeatures.DELETION_PROTECTION,
                        "volumes go with the Cluster: retain them in the storage class")
                .yes(OperationFeatures.DELETE_VOLUMES, "what always happens")
                .no(OperationFeatures.WIPE_OUT, "remove backups in the object store by hand");
    }
}
