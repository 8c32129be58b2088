package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Residue;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** A random valid wish within what KubeDB can express, with options and leftovers that fit it. */
record GeneratedWish(PostgresCluster cluster, KubeDbOptions options, Residue residue) {
    private static final List<String> CLUSTERS = List.of("eu", "us", "asia", "edge");
    private static final List<String> SIZES = List.of("500Mi", "2Gi", "1e10", "1.5Ti", "123456789");
    private static final Map<TreePath, JsonNode> POSTGRES_EXTRAS = Map.of(
            TreePath.of("spec.init.initialized"), BooleanNode.TRUE,
            TreePath.of("spec.leaderElection.retryPeriodSeconds"), IntNode.valueOf(7),
            TreePath.of("metadata.finalizers"),
                    JsonNodeFactory.instance.arrayNode().add("kubedb.com"),
            TreePath.of("spec.podTemplate.spec.containers[name=pg-coordinator].workingDir"), TextNode.valueOf("/tmp"),
            TreePath.of("spec.podTemplate.spec.securityContext"),
                    JsonNodeFactory.instance.objectNode().put("disk", "yes"));
    private static final Map<TreePath, JsonNode> POLICY_EXTRAS = Map.of(
            TreePath.of("metadata.finalizers"),
            JsonNodeFactory.instance.arrayNode().add("x"));

    static Arbitrary<GeneratedWish> arbitrary() {
        return Arbitraries.longs().map(seed -> of(new Random(seed)));
    }

    static GeneratedWish of(Random random) {
        return new Generator(random).wish();
    }

    private static final class Generator {
        private final Random random;

        Generator(Random random) {
            this.random = random;
        }

        GeneratedWish wish() {
            int replicas = 1 + random.nextInt(6);
            boolean durable = random.nextInt(4) > 0;
            boolean legacy = random.nextInt(4) == 0;
            PostgresCluster.Builder cluster = PostgresCluster.builder()
                    .name(pick(List.of("hippo", "a", "orders-db", "x9")))
                    .namespace(pick(List.of("default", "demo", "1st")))
                    .version(new PostgresVersion(10 + random.nextInt(9), random.nextInt(30)))
                    .replicas(replicas)
                    .storage(new Storage(Quantity.of(pick(SIZES)), maybe("fast"), durable))
                    .resources(
                            random.nextBoolean()
                                    ? Resources.ofDefaults()
                                    : Resources.of(pick(List.of("1", "250m", "0.5")), pick(SIZES)))
                    .replication(replication(replicas))
                    .deletionPolicy(durable ? pick(List.of(DeletionPolicy.values())) : DeletionPolicy.WIPE_OUT)
                    .labels(texts())
                    .annotations(texts())
                    .parameters(parameters());
            if (replicas % 2 == 0 || random.nextInt(5) == 0) {
                cluster.arbiter(
                        random.nextBoolean()
                                ? Arbiter.ofDefaults()
                                : new Arbiter(Storage.of(pick(SIZES)), Resources.of("1", pick(SIZES))));
            }
            boolean placed = random.nextInt(4) > 0;
            if (placed) {
                cluster.placement(placement(replicas, legacy));
            }
            Map<String, Map<TreePath, JsonNode>> extras = new HashMap<>();
            extras.put("Postgres", some(POSTGRES_EXTRAS));
            if (placed) {
                extras.put("PlacementPolicy", some(POLICY_EXTRAS));
            }
            PostgresCluster built = cluster.build();
            boolean rules = built.placement().filter(p -> !p.rules().isEmpty()).isPresent();
            KubeDbOptions options = AnyOptions.of(random)
                    .policy(PolicyObject.of("", legacy && rules ? PolicyGeneration.G1 : PolicyGeneration.G2))
                    .catalogVersion(random.nextBoolean() ? built.version() + "-bookworm" : null)
                    .build();
            return new GeneratedWish(built, options, new Residue(extras, List.of()));
        }

        private Replication replication(int replicas) {
            StandbyMode mode = pick(List.of(StandbyMode.values()));
            if (replicas == 1 || random.nextBoolean()) {
                return mode == StandbyMode.WARM ? Replication.asynchronous().warm() : Replication.asynchronous();
            }
            return Replication.builder()
                    .streaming(Streaming.SYNCHRONOUS)
                    .method(pick(List.of(SyncMethod.values())))
                    .confirmations(1 + random.nextInt(replicas - 1))
                    .commitLevel(pick(List.of(CommitLevel.values())))
                    .standbyMode(mode)
                    .build();
        }

        private PlacementPolicy placement(int replicas, boolean legacy) {
            PlacementPolicy.Builder policy = PlacementPolicy.builder().name(pick(List.of("spread", "hippo")));
            if (random.nextInt(4) > 0) {
                Map<String, List<Integer>> ordinals = new HashMap<>();
                for (int i = 0; i < replicas + random.nextInt(2); i++) {
                    ordinals.computeIfAbsent(pick(CLUSTERS), name -> new ArrayList<>())
                            .add(i);
                }
                ordinals.forEach((name, list) ->
                        policy.addRule(new ClusterRule(name, list, legacy ? null : maybe("local"), null)));
                policy.slice(new SliceRef(legacy ? null : "project", "slice"));
            }
            List<String> keys = new ArrayList<>(List.of(Spread.ZONE, Spread.HOSTNAME));
            keys.stream()
                    .filter(key -> random.nextBoolean())
                    .forEach(key -> policy.addSpread(
                            new Spread(key, 1 + random.nextInt(3), pick(List.of(WhenUnsatisfiable.values())))));
            return policy.build();
        }

        private Map<String, String> texts() {
            Map<String, String> texts = new HashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                texts.put(pick(List.of("a", "x.y/z", "on")), pick(List.of("", "yes", "17.2", "it's: #1")));
            }
            return texts;
        }

        private Map<String, String> parameters() {
            Map<String, String> parameters = new HashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                parameters.put(
                        pick(List.of("work_mem", "pg_x.mode", "search_path")),
                        pick(List.of("8MB", "", "it's \\ \"x\" # y", "on")));
            }
            return parameters;
        }

        private Map<TreePath, JsonNode> some(Map<TreePath, JsonNode> all) {
            Map<TreePath, JsonNode> some = new HashMap<>();
            all.forEach((path, value) -> {
                if (random.nextInt(3) == 0) {
                    some.put(path, value);
                }
            });
            return some;
        }

        private @Nullable String maybe(String text) {
            return random.nextBoolean() ? text : null;
        }

        private <T> T pick(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
