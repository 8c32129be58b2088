package io.pgspan.placement.solve;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.text.Quantity;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Reason;
import io.pgspan.placement.scheduler.SchedulerProfile;
import io.pgspan.placement.scheduler.SpreadView;
import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the rules of some pods mean on a cluster, found out by asking its scheduler instead of reading selectors a second time: on which
 * nodes each replica may be, how many a node takes, what spread constraints count, and over which labels two replicas keep apart.
 */
final class ReplicaRules {
    private static final Set<Plugin> OF_ROOM = Set.of(Plugin.NODE_RESOURCES_FIT, Plugin.NODE_PORTS);
    private static final String SAME = "same";

    private final KubernetesCluster others;
    private final List<PodTemplate> replicas;
    private final SchedulerProfile profile;
    private final ClusterScheduler scheduler;
    private final List<SpreadView> spreads;

    /** @param others the cluster without the replicas */
    ReplicaRules(KubernetesCluster others, List<PodTemplate> replicas, SchedulerProfile profile) {
        this.others = others;
        this.replicas = replicas;
        this.profile = profile;
        this.scheduler = ClusterScheduler.of(others, profile);
        requireAlike();
        this.spreads = replicas.isEmpty() ? List.of() : scheduler.hardSpreads(replicas.get(0));
        requireSolvable();
    }

    private void requireAlike() {
        alike("requests", pod -> List.of(pod.containers(), pod.initContainers(), pod.podRequests(), pod.overhead()));
        alike("namespace", PodTemplate::namespace);
        alike("topology spread constraints", PodTemplate::spreads);
        alike("what their spread constraints count", scheduler::hardSpreads);
        alike(
                "affinity to pods",
                pod -> List.of(pod.affinity().near(), pod.affinity().apart()));
    }

    private void alike(String what, Function<PodTemplate, Object> part) {
        for (PodTemplate pod : replicas) {
            require(
                    part.apply(pod).equals(part.apply(replicas.get(0))),
                    "replicas " + replicas.get(0).name() + " and " + pod.name() + " differ in their " + what,
                    "solve for replicas that are alike, each kind by itself");
        }
    }

    private void requireSolvable() {
        for (PodTemplate pod : replicas) {
            require(
                    pod.affinity().near().required().isEmpty(),
                    "replica " + pod.name() + " demands to be near other pods",
                    "prefer it instead, or foretell the placement with ClusterScheduler");
        }
        for (SpreadView spread : spreads) {
            String key = spread.constraint().topologyKey();
            require(
                    !spread.self() || spread.counts().values().stream().allMatch(count -> count == 0),
                    "the spread over " + key + " counts pods that are none of the replicas: " + spread.counts(),
                    "let its selector name the replicas alone");
            require(
                    spread.nodes().equals(spreads.get(0).nodes()),
                    "the spread over " + key + " counts other nodes than the one over "
                            + spreads.get(0).constraint().topologyKey(),
                    "give all spreads the same node policies");
        }
    }

    private static void require(boolean holds, String wrong, String remedy) {
        if (!holds) {
            throw new PgspanException("best placement: " + wrong + "; " + remedy);
        }
    }

    PlacementProblem problem(List<String> levels, Map<String, String> present, Optional<String> primary) {
        List<String> apart = apartOver();
        Set<String> keys = new HashSet<>(levels);
        keys.addAll(apart);
        spreads.forEach(spread -> keys.add(spread.constraint().topologyKey()));
        Map<String, Integer> rooms = rooms();
        List<Candidate> nodes = others.nodes().stream()
                .filter(this::counts)
                .map(node -> Candidate.of(node.name(), rooms.getOrDefault(node.name(), 0), labels(node, keys)))
                .toList();
        Set<String> names = nodes.stream().map(Candidate::name).collect(Collectors.toSet());
        List<Replica> asked = replicas.stream()
                .map(pod -> replica(pod, names, Optional.ofNullable(present.get(pod.name())), primary))
                .toList();
        List<HardSpread> hard = spreads.stream().map(this::hard).toList();
        return new PlacementProblem(levels, nodes, asked, hard, apart);
    }

    /** Where no node counts, none can take a replica either: the conflict is found among all of them. */
    private boolean counts(Node node) {
        return spreads.isEmpty()
                || spreads.get(0).nodes().isEmpty()
                || spreads.get(0).nodes().contains(node.name());
    }

    private static Map<String, String> labels(Node node, Set<String> keys) {
        Map<String, String> found = new TreeMap<>(node.labels());
        found.keySet().retainAll(keys);
        return found;
    }

    /** One that counts none of the replicas still keeps them from nodes without its label. */
    private HardSpread hard(SpreadView view) {
        return new HardSpread(
                view.constraint().topologyKey(),
                view.self() ? view.constraint().maxSkew() : PlacementProblem.REPLICAS_MAX,
                view.self() ? view.constraint().minDomains().orElse(1) : 1,
                Map.of());
    }

    private Replica replica(PodTemplate pod, Set<String> nodes, Optional<String> present, Optional<String> primary) {
        Replica replica = present.filter(nodes::contains)
                .map(node -> Replica.on(node, pod.name()))
                .orElseGet(() -> Replica.absent(pod.name()));
        replica = primary.filter(pod.name()::equals).isPresent() ? replica.asPrimary() : replica;
        Set<String> eligible = new TreeSet<>();
        scheduler.diagnose(pod).forEach((node, reasons) -> {
            if (nodes.contains(node)
                    && reasons.stream()
                            .map(Reason::plugin)
                            .allMatch(p -> p == Plugin.POD_TOPOLOGY_SPREAD || OF_ROOM.contains(p))) {
                eligible.add(node);
            }
        });
        return eligible.equals(nodes) ? replica : replica.onlyOn(eligible);
    }

    /** How many of the replicas each node takes, as far as requests and ports go: one more on every node at a time, while it takes one. */
    private Map<String, Integer> rooms() {
        Map<String, Integer> rooms = new HashMap<>();
        if (replicas.isEmpty()) {
            return rooms;
        }
        PodTemplate alone = alone(replicas.get(0), PodAffinity.none());
        ClusterScheduler filling = ClusterScheduler.of(others, profile);
        for (int round = 1; round <= replicas.size(); round++) {
            int copy = round;
            filling.diagnose(alone).forEach((node, reasons) -> {
                if (reasons.stream().map(Reason::plugin).noneMatch(OF_ROOM::contains)
                        && rooms.getOrDefault(node, 0) == copy - 1) {
                    filling.add(RunningPod.of(alone.withName(node + "." + copy), node));
                    rooms.put(node, copy);
                }
            });
        }
        return rooms;
    }

    /** The pod with no rule but this. */
    private static PodTemplate alone(PodTemplate pod, PodAffinity apart) {
        return pod.withNodeSelector(Map.of())
                .withAffinity(new Affinity(NodeAffinity.none(), PodAffinity.none(), apart))
                .withSpreads(List.of())
                .withVolumes(List.of());
    }

    private List<String> apartOver() {
        Set<String> keys = new TreeSet<>();
        for (PodTemplate pod : replicas) {
            pod.affinity().apart().required().stream().map(PodTerm::topologyKey).forEach(keys::add);
        }
        return keys.stream().filter(this::separates).toList();
    }

    /** Whether any two replicas keep apart over a label; they must all do so, or none. */
    private boolean separates(String key) {
        Set<Boolean> answers = new HashSet<>();
        for (PodTemplate a : replicas) {
            for (PodTemplate b : replicas) {
                if (!a.name().equals(b.name())) {
                    answers.add(separates(key, a, b));
                }
            }
        }
        require(
                answers.size() <= 1,
                "some replicas keep apart over " + key + " and others don't",
                "let the selector of the anti-affinity match all of them or none");
        return answers.contains(true);
    }

    /** Asked of two nodes that have nothing but this label in common. */
    private boolean separates(String key, PodTemplate there, PodTemplate coming) {
        KubernetesCluster probe = new KubernetesCluster(
                "probe",
                List.of(node("a", key), node("b", key)),
                List.of(),
                null,
                ClusterContents.builder()
                        .namespaces(others.contents().namespaces())
                        .build());
        ClusterScheduler asked = ClusterScheduler.of(probe, profile);
        asked.add(RunningPod.of(alone(there, there.affinity().apart()), "a"));
        return asked.diagnose(alone(coming, coming.affinity().apart())).getOrDefault("b", List.of()).stream()
                .anyMatch(reason -> reason.plugin() == Plugin.INTER_POD_AFFINITY);
    }

    private static Node node(String name, String key) {
        return new Node(name, Map.of(key, SAME), Quantity.of("0"), Quantity.of("0"), List.of(), true);
    }
}
