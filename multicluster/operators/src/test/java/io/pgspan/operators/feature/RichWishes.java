package io.pgspan.operators.feature;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Encryption;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.AlertRule;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.MetricsSource;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.text.Cron;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Wishes that say, between them, everything that can be said. */
final class RichWishes {
    private RichWishes() {}

    static List<PostgresCluster> all() {
        List<PostgresCluster> wishes = new ArrayList<>();
        for (DataSource source : List.<DataSource>of(
                InitDb.builder().dataChecksums(true).build(),
                CloneOf.builder().clusterName("other").build(),
                RestoreFrom.builder().repositoryName("repo1").build(),
                VolumesOf.builder().dataClaim("old").build(),
                LogicalImport.builder()
                        .source(Connection.builder().host("old").build())
                        .addDatabase("app")
                        .build())) {
            wishes.add(rich().dataSource(source).build());
        }
        wishes.add(rich().lifecycle(Lifecycle.PAUSED)
                .deletionPolicy(DeletionPolicy.PROTECT)
                .build());
        wishes.add(rich().lifecycle(Lifecycle.SHUT_DOWN)
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .build());
        wishes.add(rich().lifecycle(Lifecycle.HIBERNATED)
                .deletionPolicy(DeletionPolicy.WIPE_OUT)
                .election(
                        new ElectionTiming.Lease(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)))
                .build());
        return wishes;
    }

    private static PostgresCluster.Builder rich() {
        return PostgresCluster.builder()
                .name("hippo")
                .image("example.org/postgres:17")
                .putParameter("work_mem", "8MB")
                .putLabel("team", "db")
                .putAnnotation("note", "x")
                .storage(Storage.of("1Gi").ephemeral())
                .volumes(Volumes.builder()
                        .wal(Storage.of("1Gi"))
                        .temporary(Storage.of("1Gi"))
                        .addTablespace(Tablespace.of("fast", Storage.of("1Gi")))
                        .build())
                .pod(PodSettings.builder()
                        .putLabel("a", "b")
                        .priorityClassName("high")
                        .serviceAccountName("pg")
                        .schedulerName("other")
                        .addImagePullSecret("pull")
                        .addContainer(
                                Container.builder().name("side").image("side:1").build())
                        .build())
                .addFurtherInstance(InstanceSet.readReplicas("reports", 2).build())
                .addFurtherInstance(InstanceSet.builder()
                        .name("large")
                        .volumes(Volumes.builder().wal(Storage.of("1Gi")).build())
                        .pod(PodSettings.builder().priorityClassName("low").build())
                        .placement(PlacementPolicy.builder().on("east", 0).build())
                        .minAvailable("1")
                        .build())
                .arbiter(Arbiter.ofDefaults())
                .placement(placement())
                .replication(replication())
                .election(new ElectionTiming.Raft(
                        Duration.ofMillis(300), 1, 10, Duration.ofSeconds(1), Duration.ofSeconds(60)))
                .access(Access.builder()
                        .superuserSecret(SecretRef.of("root"))
                        .superuserAccess(false)
                        .addUser(User.builder().name("app").build())
                        .addDatabase(Database.builder().name("app").build())
                        .addHba(HbaRule.passwordOverTls())
                        .clientAuth(Access.ClientAuth.CERTIFICATE)
                        .build())
                .tls(Tls.builder().serverCertificate(SecretRef.of("cert")).build())
                .addService(ServiceSettings.builder()
                        .role(ServiceSettings.Role.PRIMARY)
                        .type(ServiceSettings.Type.LOAD_BALANCER)
                        .build())
                .addPooler(Pooler.builder().name("pool").build())
                .monitoring(Monitoring.builder()
                        .addQuery(ConfigRef.configMap("queries", "q.yaml"))
                        .addAlert(new AlertRule("down", "up == 0", Duration.ofMinutes(1), "critical", "It is down."))
                        .build())
                .backups(backups())
                .standby(StandbyCluster.builder().stream(
                                Connection.builder().host("other").build())
                        .build())
                .addInitScript(new InitScript.Sql("create table t ()", null));
    }

    private static PlacementPolicy placement() {
        LabelSelector pods = LabelSelector.of(Map.of("app", "hippo"));
        return PlacementPolicy.builder()
                .name("shared")
                .addRule(ClusterRule.of("west", 0, 1, 2)
                        .onClass("fast")
                        .metricsFrom(
                                MetricsSource.builder().url("http://prometheus").build()))
                .slice("project", "slice")
                .spread(Spread.acrossZones().minDomains(2))
                .spread(Spread.across("rack"))
                .putNodeSelector("disk", "ssd")
                .addToleration(Toleration.exists("db"))
                .affinity(new Affinity(
                        NodeAffinity.require(NodeTerm.of(Requirement.exists("disk"))),
                        PodAffinity.none(),
                        new PodAffinity(List.of(PodTerm.of(Spread.HOSTNAME, pods)), List.of())))
                .build();
    }

    private static Replication replication() {
        return Replication.firstSynchronous(1).toBuilder()
                .commitLevel(CommitLevel.REMOTE_APPLY)
                .durability(Durability.PREFERRED)
                .addStandbyName("hippo-1")
                .anyStandby(true)
                .standbyMode(StandbyMode.WARM)
                .maximumLagBytes(1_048_576)
                .walRetention(new WalRetention.KeepSize(512))
                .failoverAcceptingDataLossAfter(Duration.ofMinutes(5))
                .build();
    }

    private static Backups backups() {
        return Backups.builder()
                .addRepository(Repository.builder()
                        .name("repo1")
                        .target(RepositoryTarget.S3.builder().bucket("b").build())
                        .addSchedule(BackupSchedule.builder()
                                .schedule(Cron.of("0 1 * * 0"))
                                .build())
                        .retention(Retention.full(2))
                        .encryption(new Encryption("aes-256-cbc", SecretRef.of("key")))
                        .build())
                .addRepository(Repository.builder()
                        .name("repo2")
                        .target(new RepositoryTarget.Volume(Storage.of("1Gi")))
                        .build())
                .snapshots(Snapshots.builder().build())
                .putToolOption("process-max", "2")
                .build();
    }
}
