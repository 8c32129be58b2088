package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What filters say, the slow and obvious way: each rule is asked of each pod and node anew. Knows no volumes, no preemption. */
class NaiveScheduler {
    final KubernetesCluster cluster;
    final SchedulerProfile profile;
    final List<RunningPod> pods;
    final Map<String, Map<String, String>> namespaces;

    NaiveScheduler(KubernetesCluster cluster, SchedulerProfile profile, List<RunningPod> pods) {
        this.cluster = cluster;
        this.profile = profile;
        this.pods = pods;
        this.namespaces = cluster.contents().namespaces();
    }

    List<RunningPod> on(Node node) {
        return pods.stream().filter(p -> p.nodeName().equals(node.name())).toList();
    }

    Node nodeOf(RunningPod pod) {
        return cluster.nodes().stream()
                .filter(n -> n.name().equals(pod.nodeName()))
                .findFirst()
                .orElseThrow();
    }

    /** The reasons of the first plugin that rejects each node; empty where the pod fits. */
    Map<String, List<String>> reasons(PodTemplate pod) {
        Map<String, List<String>> byNode = new TreeMap<>();
        cluster.nodes().forEach(node -> byNode.put(node.name(), reasons(pod, node)));
        return byNode;
    }

    List<String> reasons(PodTemplate pod, Node node) {
        Set<String> named = named(pod);
        if (named != null && !named.contains(node.name())) {
            return List.of("node(s) didn't satisfy plugin(s) [NodeAffinity]");
        }
        if (!node.schedulable()
                && !NaiveMatch.tolerated(pod, new Node.Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"))) {
            return List.of("node(s) were unschedulable");
        }
        if (pod.nodeName().isPresent() && !pod.nodeName().get().equals(node.name())) {
            return List.of("node(s) didn't match the requested node name");
        }
        for (Node.Taint taint : node.taints()) {
            if (!taint.effect().equals("PreferNoSchedule") && !NaiveMatch.tolerated(pod, taint)) {
                return List.of(
                        profile.release().compareTo(Release.V1_35) >= 0
                                ? "node(s) had untolerated taint(s)"
                                : "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}");
            }
        }
        if (!NaiveMatch.wanted(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        if (ports(pod).stream()
                .anyMatch(p ->
                        on(node).stream().flatMap(o -> ports(o.pod()).stream()).anyMatch(o -> clash(p, o)))) {
            return List.of("node(s) didn't have free ports for the requested pod ports");
        }
        List<String> short_ = resources(pod, node);
        if (!short_.isEmpty()) {
            return short_;
        }
        List<String> spread = spread(pod, node);
        return spread.isEmpty() ? affinity(pod, node) : spread;
    }

    static @Nullable Set<String> named(PodTemplate pod) {
        if (pod.affinity().nodes().required().isEmpty()) {
            return null;
        }
        Set<String> union = new HashSet<>();
        for (var term : pod.affinity().nodes().required()) {
            List<Requirement> fields = term.fields().stream()
                    .filter(f -> f.operator() == Requirement.Operator.IN)
                    .toList();
            if (fields.isEmpty()) {
                return null;
            }
            Set<String> common = new HashSet<>(fields.get(0).values());
            fields.forEach(f -> common.retainAll(f.values()));
            union.addAll(common);
        }
        return union;
    }

    static List<PodContainer.HostPort> ports(PodTemplate pod) {
        List<PodContainer.HostPort> ports = new ArrayList<>();
        pod.containers().forEach(c -> ports.addAll(c.hostPorts()));
        pod.initContainers().stream().filter(PodContainer::sidecar).forEach(c -> ports.addAll(c.hostPorts()));
        return ports;
    }

    static boolean clash(PodContainer.HostPort a, PodContainer.HostPort b) {
        return a.protocol().equals(b.protocol())
                && a.port() == b.port()
                && (a.ip().equals(b.ip()) || a.ip().equals("0.0.0.0") || b.ip().equals("0.0.0.0"));
    }

    /** Real or scoring request of a pod, in whole numbers. */
    static Map<String, Long> request(PodTemplate pod, boolean scoring) {
        Map<String, BigDecimal> running = new HashMap<>();
        pod.containers().forEach(c -> add(running, own(c, scoring)));
        pod.initContainers().stream().filter(PodContainer::sidecar).forEach(c -> add(running, own(c, scoring)));
        for (int i = 0; i < pod.initContainers().size(); i++) {
            Map<String, BigDecimal> starting =
                    new HashMap<>(own(pod.initContainers().get(i), scoring));
            pod.initContainers().subList(0, i).stream()
                    .filter(PodContainer::sidecar)
                    .forEach(c -> add(starting, own(c, scoring)));
            starting.forEach((k, v) -> running.merge(k, v, BigDecimal::max));
        }
        pod.podRequests().forEach((k, v) -> {
            if (k.equals("cpu") || k.equals("memory") || k.startsWith("hugepages-")) {
                running.put(k, v.amount());
            }
        });
        pod.overhead().forEach((k, v) -> running.merge(k, v.amount(), BigDecimal::add));
        Map<String, Long> whole = new LinkedHashMap<>();
        List.of("cpu", "memory", "ephemeral-storage").forEach(k -> whole.put(k, 0L));
        running.forEach((k, v) -> whole.put(k, whole(k, v)));
        return whole;
    }

    static long whole(String resource, BigDecimal amount) {
        return (resource.equals("cpu") ? amount.movePointRight(3) : amount)
                .setScale(0, RoundingMode.UP)
                .longValueExact();
    }

    private static Map<String, BigDecimal> own(PodContainer c, boolean scoring) {
        Map<String, BigDecimal> own = new HashMap<>();
        if (scoring) {
            own.put("cpu", new BigDecimal("0.1"));
            own.put("memory", new BigDecimal(209_715_200));
        }
        c.requests().forEach((k, v) -> own.put(k, v.amount()));
        return own;
    }

    private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> more) {
        more.forEach((k, v) -> sum.merge(k, v, BigDecimal::add));
    }

    long used(Node node, String resource, boolean scoring) {
        return on(node).stream()
                .mapToLong(p -> request(p.pod(), scoring).getOrDefault(resource, 0L))
                .sum();
    }

    static long allocatable(Node node, String resource) {
        return whole(
                resource,
                node.allocatable().getOrDefault(resource, Quantity.of("0")).amount());
    }

    private List<String> resources(PodTemplate pod, Node node) {
        List<String> found = new ArrayList<>();
        if (on(node).size() + 1 > allocatable(node, "pods")) {
            found.add("Too many pods");
        }
        request(pod, false).forEach((resource, wanted) -> {
            if (wanted > 0 && wanted > allocatable(node, resource) - used(node, resource, false)) {
                found.add("Insufficient " + resource);
            }
        });
        return found;
    }

    // part 6

    static List<Spread> of(PodTemplate pod, Spread.WhenUnsatisfiable when) {
        return pod.spreads().stream().filter(s -> s.whenUnsatisfiable() == when).toList();
    }

    static boolean counted(Spread s, PodTemplate subject, RunningPod other) {
        return other.pod().namespace().equals(subject.namespace())
                && !other.terminating()
                && s.selector() != null
                && !(s.selector().labels().isEmpty()
                        && s.selector().requirements().isEmpty()
                        && s.matchLabelKeys().stream().noneMatch(subject.labels()::containsKey))
                && matches(s, subject, other.pod());
    }

    static boolean matches(Spread s, PodTemplate subject, PodTemplate other) {
        return NaiveMatch.selector(s.selector(), other.labels())
                && s.matchLabelKeys().stream()
                        .allMatch(k -> !subject.labels().containsKey(k)
                                || subject.labels().get(k).equals(other.labels().get(k)));
    }

    static boolean policies(Spread s, PodTemplate pod, Node node) {
        return (s.nodeAffinityPolicy() == Spread.NodePolicy.IGNORE || NaiveMatch.wanted(pod, node))
                && (s.nodeTaintsPolicy() != Spread.NodePolicy.HONOR || !NaiveMatch.repelled(pod, node));
    }

    static boolean hasKeys(List<Spread> spreads, Node node) {
        return spreads.stream().allMatch(s -> node.labels().containsKey(s.topologyKey()));
    }

    long countedOn(Spread s, PodTemplate pod, Node node) {
        return on(node).stream().filter(p -> counted(s, pod, p)).count();
    }

    private List<String> spread(PodTemplate pod, Node node) {
        List<Spread> hard = of(pod, Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE);
        for (Spread s : hard) {
            if (!node.labels().containsKey(s.topologyKey())) {
                return List.of("node(s) didn't match pod topology spread constraints (missing required label)");
            }
            Map<String, Long> count = new HashMap<>();
            for (Node n : cluster.nodes()) {
                if (hasKeys(hard, n) && policies(s, pod, n)) {
                    count.merge(n.labels().get(s.topologyKey()), countedOn(s, pod, n), Long::sum);
                }
            }
            long min = count.values().stream().mapToLong(c -> c).min().orElse(Integer.MAX_VALUE);
            if (count.size() < s.minDomains().orElse(1)) {
                min = 0;
            }
            long own = count.getOrDefault(node.labels().get(s.topologyKey()), 0L);
            long self = matches(s, pod, pod) ? 1 : 0;
            if (own + self - min > s.maxSkew()) {
                return List.of("node(s) didn't match pod topology spread constraints");
            }
        }
        return List.of();
    }

    // part 7

    boolean sameDomain(String key, Node a, Node b) {
        return a.labels().containsKey(key)
                && a.labels().get(key).equals(b.labels().get(key));
    }

    private List<String> affinity(PodTemplate pod, Node node) {
        List<PodTerm> near = pod.affinity().near().required();
        List<RunningPod> wanted = pods.stream()
                .filter(p -> near.stream().allMatch(t -> NaiveMatch.term(t, pod, p.pod(), namespaces)))
                .toList();
        if (!near.isEmpty()) {
            boolean anywhere = near.stream()
                    .anyMatch(t ->
                            wanted.stream().anyMatch(p -> nodeOf(p).labels().containsKey(t.topologyKey())));
            boolean first = !anywhere && near.stream().allMatch(t -> NaiveMatch.term(t, pod, pod, namespaces));
            for (PodTerm t : near) {
                boolean met = wanted.stream().anyMatch(p -> sameDomain(t.topologyKey(), nodeOf(p), node));
                if (!node.labels().containsKey(t.topologyKey()) || !(met || first)) {
                    return List.of("node(s) didn't match pod affinity rules");
                }
            }
        }
        for (PodTerm t : pod.affinity().apart().required()) {
            if (pods.stream()
                    .anyMatch(p -> NaiveMatch.term(t, pod, p.pod(), namespaces)
                            && sameDomain(t.topologyKey(), nodeOf(p), node))) {
                return List.of("node(s) didn't match pod anti-affinity rules");
            }
        }
        for (RunningPod p : pods) {
            for (PodTerm t : p.pod().affinity().apart().required()) {
                if (NaiveMatch.term(t, p.pod(), pod, namespaces) && sameDomain(t.topologyKey(), nodeOf(p), node)) {
                    return List.of("node(s) didn't satisfy existing pods anti-affinity rules");
                }
            }
        }
        return List.of();
    }
}
