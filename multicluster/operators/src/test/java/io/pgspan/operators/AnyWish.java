package io.pgspan.operators;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.MetricsSource;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.model.text.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A wish drawn from all that can be said, whatever an operator makes of it. Each part is there in about one of three. */
public final class AnyWish {
    private final RandomGenerator random;
    private final AnyOperation operation;

    private AnyWish(RandomGenerator random) {
        this.random = random;
        this.operation = new AnyOperation(random);
    }

    /** Another wish for each state of the generator. */
    public static PostgresCluster of(RandomGenerator random) {
        return new AnyWish(random).wish();
    }

    private PostgresCluster wish() {
        int replicas = 1 + random.nextInt(5);
        PostgresCluster.Builder wish = PostgresCluster.builder()
                .name(pick("hippo", "a", "orders-db"))
                .namespace(pick("default", "demo"))
                .version(new PostgresVersion(10 + random.nextInt(9), random.nextInt(20)))
                .replicas(replicas)
                .storage(storage())
                .deletionPolicy(pick(DeletionPolicy.values()))
                .lifecycle(maybe() ? pick(Lifecycle.values()) : Lifecycle.RUNNING)
                .replication(replication());
        if (replicas % 2 == 0) {
            wish.arbiter(maybe() ? Arbiter.ofDefaults() : arbiter());
        }
        if (maybe()) {
            wish.image("example.org/postgres:17");
        }
        if (maybe()) {
            wish.resources(resources());
        }
        if (maybe()) {
            wish.volumes(Volumes.builder()
                    .wal(Storage.of("1Gi"))
                    .addTablespace(Tablespace.of("fast", Storage.of("2Gi")))
                    .build());
        }
        if (maybe()) {
            wish.pod(pod());
        }
        if (maybe()) {
            wish.placement(placement(replicas));
        }
        if (maybe()) {
            wish.election(pick(
                    new ElectionTiming.Raft(
                            Duration.ofMillis(200), 2, 12, Duration.ofSeconds(2), Duration.ofMinutes(1)),
                    new ElectionTiming.Lease(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2))));
        }
        sets(wish);
        if (maybe()) {
            wish.parameters(Map.of("work_mem", pick("8MB", "it's"), "a.b", ""));
            wish.labels(Map.of("team", "db")).annotations(Map.of("x.y/z", "on"));
        }
        operation.addTo(wish);
        return wish.build();
    }

    private void sets(PostgresCluster.Builder wish) {
        if (maybe()) {
            wish.addFurtherInstance(InstanceSet.readReplicas("reports", 1 + random.nextInt(3))
                    .storage(maybe() ? Optional.of(Storage.of("3Gi").onClass("slow")) : Optional.empty())
                    .resources(maybe() ? resources() : Resources.ofDefaults())
                    .placement(maybe() ? Optional.of(placement(2)) : Optional.empty())
                    .build());
        }
        if (maybe()) {
            wish.addFurtherInstance(InstanceSet.builder()
                    .name("large")
                    .pod(pod())
                    .minAvailable("1")
                    .build());
        }
    }

    private Storage storage() {
        return new Storage(Quantity.of(pick("500Mi", "2Gi", "1e10", "1.5Ti")), maybe() ? "fast" : null, !maybe());
    }

    private Arbiter arbiter() {
        return new Arbiter(
                maybe() ? Storage.of("3Gi").onClass("slow") : Storage.of("3Gi"),
                Resources.of("100m", "128Mi"),
                maybe() ? Map.of("zone", "c") : Map.of(),
                maybe() ? List.of(Toleration.exists("db")) : List.of());
    }

    private Resources resources() {
        Resources resources = Resources.of(pick("1", "250m"), pick("2Gi", "3G"));
        return maybe() ? resources.limitCpu("4").request("ephemeral-storage", Quantity.of("1Gi")) : resources;
    }

    private PodSettings pod() {
        return PodSettings.builder()
                .labels(maybe() ? Map.of("a", "b") : Map.of())
                .annotations(maybe() ? Map.of("c", "") : Map.of())
                .priorityClassName(some("high"))
                .serviceAccountName(some("pg"))
                .schedulerName(some("other"))
                .imagePullSecrets(maybe() ? List.of("pull", "more") : List.of())
                .containers(maybe() ? List.of(container("side"), container("pg-coordinator")) : List.of())
                .build();
    }

    private Container container(String name) {
        return Container.builder()
                .name(name)
                .image("example.org/side:1")
                .command(maybe() ? List.of("run", "it") : List.of())
                .args(maybe() ? List.of("-v") : List.of())
                .environment(maybe() ? Map.of("A", "1", "B", "") : Map.of())
                .resources(maybe() ? resources() : Resources.unsaid())
                .init(maybe())
                .build();
    }

    private PlacementPolicy placement(int replicas) {
        PlacementPolicy.Builder policy = PlacementPolicy.builder().name(pick("shared", "hippo"));
        if (maybe()) {
            int[] ordinals = new int[replicas];
            for (int i = 0; i < replicas; i++) {
                ordinals[i] = i;
            }
            ClusterRule rule = ClusterRule.of("west", ordinals);
            policy.addRule(
                    maybe()
                            ? rule.onClass("fast")
                                    .metricsFrom(MetricsSource.builder()
                                            .url("http://prometheus")
                                            .authSecret(new MetricsSource.Reference("demo", "prom"))
                                            .build())
                            : rule);
            policy.slice("project", "slice");
        }
        if (maybe()) {
            policy.spread(Spread.acrossZones().maxSkew(2));
        }
        if (maybe()) {
            policy.spread(Spread.acrossNodes().scheduleAnyway());
        }
        if (maybe()) {
            policy.spread(pick(Spread.across("rack"), Spread.acrossNodes().minDomains(2)));
        }
        policy.nodeSelector(maybe() ? Map.of("disk", "ssd") : Map.of());
        if (maybe()) {
            policy.addToleration(pick(
                    Toleration.equal("dedicated", "db").on(Toleration.Effect.NO_SCHEDULE),
                    Toleration.exists("db").on(Toleration.Effect.NO_EXECUTE).stay(Duration.ofSeconds(30))));
        }
        if (maybe()) {
            policy.affinity(Affinity.toNodes(NodeAffinity.require(NodeTerm.of(Requirement.exists("disk")))));
        }
        return policy.build();
    }

    private Replication replication() {
        Replication.Builder replication = Replication.builder().standbyMode(pick(StandbyMode.values()));
        if (random.nextBoolean()) {
            replication.from(pick(Replication.anySynchronous(1), Replication.firstSynchronous(2)));
            replication.commitLevel(pick(CommitLevel.values())).durability(pick(Durability.values()));
            if (maybe()) {
                replication.standbyNames(List.of("hippo-1", "hippo-2"));
            } else {
                replication.anyStandby(maybe());
            }
        }
        if (maybe()) {
            replication.maximumLagBytes(1 + random.nextInt(1 << 20));
        }
        if (maybe()) {
            replication.walRetention(pick(
                    new WalRetention.KeepSize(100),
                    new WalRetention.KeepSegments(7),
                    new WalRetention.Slots(-1),
                    new WalRetention.Slots(900)));
        }
        if (maybe()) {
            replication.failoverAcceptingDataLossAfter(Duration.ofSeconds(1 + random.nextInt(9000)));
        }
        return replication.build();
    }

    private Optional<String> some(String text) {
        return maybe() ? Optional.of(text) : Optional.empty();
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
