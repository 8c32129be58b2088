package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A few nodes and a row of pods that get in each other's way. */
record SmallWorld(KubernetesCluster cluster, Release release, List<PodTemplate> pods) {
    private static final List<String> KEYS = List.of(Spread.ZONE, Spread.HOSTNAME, "rack");
    private static final List<String> NAMESPACES = List.of("a", "b");

    static SmallWorld random(RandomGenerator random) {
        int nodeCount = random.nextInt(1, 7);
        List<Node> nodes = IntStream.range(0, nodeCount)
                .mapToObj(n -> node(random, "n" + n))
                .toList();
        ClusterContents.Builder contents =
                ClusterContents.builder().putNamespace("a", Map.of("team", "x")).putNamespace("b", Map.of());
        if (random.nextBoolean()) {
            contents.addService(new ClusterContents.Service("a", "s", Map.of("app", "pg")));
        }
        List<PodTemplate> kinds =
                IntStream.range(0, 4).mapToObj(k -> pod(random)).toList();
        List<PodTemplate> pods = new ArrayList<>();
        int podCount = random.nextInt(1, 14);
        for (int p = 0; p < podCount; p++) {
            pods.add(kinds.get(random.nextInt(4)).withName("p" + p));
        }
        Release release = random.nextBoolean() ? Release.V1_35 : random.nextBoolean() ? Release.V1_34 : Release.V1_36;
        return new SmallWorld(new KubernetesCluster("c", nodes, List.of(), null, contents.build()), release, pods);
    }

    private static <T> T pick(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static boolean rarely(RandomGenerator random) {
        return random.nextInt(5) == 0;
    }

    private static Node node(RandomGenerator random, String name) {
        Map<String, String> labels = new HashMap<>();
        if (random.nextInt(8) > 0) {
            labels.put(Spread.HOSTNAME, name);
        }
        if (random.nextInt(6) > 0) {
            labels.put(Spread.ZONE, random.nextInt(9) == 0 ? "" : "z" + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            labels.put("rack", Integer.toString(random.nextInt(3)));
        }
        Map<String, Quantity> allocatable = new HashMap<>();
        allocatable.put("cpu", Quantity.of(pick(random, List.of("1", "1500m", "4", "4"))));
        allocatable.put("memory", Quantity.of(pick(random, List.of("1Gi", "3500M", "16Gi"))));
        allocatable.put("pods", Quantity.of(pick(random, List.of("2", "110", "110"))));
        if (random.nextBoolean()) {
            allocatable.put("example.com/card", Quantity.of("2"));
        }
        List<Node.Taint> taints = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            if (rarely(random)) {
                taints.add(new Node.Taint(
                        pick(random, List.of("k", "l")),
                        pick(random, List.of("", "v")),
                        pick(random, List.of("NoSchedule", "NoExecute", "PreferNoSchedule", "PreferNoSchedule"))));
            }
        }
        List<Node.Image> images = new ArrayList<>();
        if (random.nextBoolean()) {
            images.add(new Node.Image(List.of("pg:17", "other"), 400_000_000L));
        }
        if (random.nextBoolean()) {
            images.add(new Node.Image(List.of("r/tool:latest"), 90_000_000L));
        }
        return new Node(name, labels, allocatable, images, taints, random.nextInt(7) > 0, Map.of());
    }

    private static PodTemplate pod(RandomGenerator random) {
        PodTemplate.Builder pod = PodTemplate.builder()
                .name("")
                .namespace(pick(random, NAMESPACES))
                .labels(pick(
                        random,
                        List.of(
                                Map.of("app", "pg"),
                                Map.of("app", "pg", "role", "x"),
                                Map.of("app", "web"),
                                Map.<String, String>of())))
                .addContainer(container(random));
        if (rarely(random)) {
            pod.addContainer(container(random));
        }
        if (rarely(random)) {
            pod.addInitContainer(container(random).asSidecar());
            pod.addInitContainer(container(random));
        }
        if (rarely(random)) {
            pod.putOverhead("cpu", Quantity.of("100m"));
        }
        if (random.nextInt(9) == 0) {
            pod.putPodRequest("memory", Quantity.of("300Mi"));
        }
        if (rarely(random)) {
            pod.putNodeSelector("rack", Integer.toString(random.nextInt(3)));
        }
        if (random.nextInt(12) == 0) {
            pod.nodeName("n1");
        }
        if (rarely(random)) {
            pod.addToleration(toleration(random));
        }
        for (String key : KEYS) {
            for (Spread.WhenUnsatisfiable when : Spread.WhenUnsatisfiable.values()) {
                if (random.nextInt(6) == 0) {
                    pod.spread(spread(random, key, when));
                }
            }
        }
        if (rarely(random)) {
            pod.ownerSelector(LabelSelector.of(Map.of("app", "web")));
        }
        return pod.affinity(new Affinity(nodeAffinity(random), podAffinity(random), podAffinity(random)))
                .build();
    }

    private static PodContainer container(RandomGenerator random) {
        Map<String, Quantity> requests = new HashMap<>();
        if (random.nextInt(4) > 0) {
            requests.put("cpu", Quantity.of(pick(random, List.of("0", "100m", "250.5m", "1"))));
        }
        if (random.nextInt(4) > 0) {
            requests.put("memory", Quantity.of(pick(random, List.of("0", "64Mi", "0.5Gi", "1G"))));
        }
        if (rarely(random)) {
            requests.put("example.com/card", Quantity.of("1"));
        }
        PodContainer container =
                PodContainer.of("c", requests).image(pick(random, List.of("pg:17", "r/tool", "none", "other:1")));
        return rarely(random)
                ? container.hostPorts(new PodContainer.HostPort(
                        pick(random, List.of("", "10.0.0.1", "10.0.0.2")), pick(random, List.of("", "UDP")), 5432))
                : container;
    }

    private static Toleration toleration(RandomGenerator random) {
        Toleration toleration = pick(
                random,
                List.of(
                        Toleration.exists("k"),
                        Toleration.exists(""),
                        Toleration.equal("k", "v"),
                        Toleration.equal("l", ""),
                        Toleration.exists("node.kubernetes.io/unschedulable")));
        return random.nextBoolean() ? toleration : toleration.on(pick(random, List.of(Toleration.Effect.values())));
    }

    private static @Nullable LabelSelector selector(RandomGenerator random) {
        return switch (random.nextInt(7)) {
            case 0 -> null;
            case 1 -> LabelSelector.of(Map.of());
            case 2 -> new LabelSelector(Map.of(), List.of(Requirement.notIn("app", "web")));
            case 3 -> new LabelSelector(Map.of(), List.of(Requirement.exists("role")));
            case 4 ->
                new LabelSelector(
                        Map.of(), List.of(new Requirement("role", Requirement.Operator.DOES_NOT_EXIST, List.of())));
            default -> LabelSelector.of(Map.of("app", "pg"));
        };
    }

    private static Spread spread(RandomGenerator random, String key, Spread.WhenUnsatisfiable when) {
        boolean hard = when == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE;
        return new Spread(
                key,
                random.nextInt(1, 3),
                when,
                selector(random),
                hard && rarely(random) ? Integer.valueOf(random.nextInt(1, 4)) : null,
                policy(random),
                policy(random),
                rarely(random) ? List.of("role", "app") : List.of());
    }

    private static Spread.@Nullable NodePolicy policy(RandomGenerator random) {
        return rarely(random) ? null : pick(random, List.of(Spread.NodePolicy.values()));
    }

    private static NodeAffinity nodeAffinity(RandomGenerator random) {
        List<NodeTerm> required = new ArrayList<>();
        if (random.nextInt(8) == 0) {
            required.add(nodeTerm(random));
        }
        if (random.nextInt(8) == 0) {
            required.add(new NodeTerm(List.of(), List.of(Requirement.in("metadata.name", "n" + random.nextInt(4)))));
        }
        List<Preferred<NodeTerm>> preferred = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            if (rarely(random)) {
                preferred.add(new Preferred<>(random.nextInt(1, 101), nodeTerm(random)));
            }
        }
        return new NodeAffinity(required, preferred);
    }

    private static NodeTerm nodeTerm(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> NodeTerm.of();
            case 1 -> NodeTerm.of(new Requirement("rack", Requirement.Operator.GT, List.of("0")));
            case 2 -> NodeTerm.of(new Requirement("rack", Requirement.Operator.LT, List.of("01")));
            case 3 -> NodeTerm.of(Requirement.notIn(Spread.ZONE, "z0"), Requirement.exists(Spread.HOSTNAME));
            default -> NodeTerm.of(Requirement.in(Spread.ZONE, "z1", "z2"));
        };
    }

    private static PodAffinity podAffinity(RandomGenerator random) {
        List<PodTerm> required = new ArrayList<>();
        List<Preferred<PodTerm>> preferred = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            if (random.nextInt(9) == 0) {
                required.add(podTerm(random));
            }
            if (random.nextInt(6) == 0) {
                preferred.add(new Preferred<>(random.nextInt(1, 101), podTerm(random)));
            }
        }
        return new PodAffinity(required, preferred);
    }

    private static PodTerm podTerm(RandomGenerator random) {
        return new PodTerm(
                pick(random, KEYS),
                selector(random),
                rarely(random) ? List.of("b") : List.of(),
                switch (random.nextInt(6)) {
                    case 0 -> LabelSelector.of(Map.of());
                    case 1 -> LabelSelector.of(Map.of("team", "x"));
                    default -> null;
                },
                rarely(random) ? List.of("role") : List.of(),
                rarely(random) ? List.of("app") : List.of());
    }
}
