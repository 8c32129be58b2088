package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What nodes are worth, the slow and obvious way; the default profile's plugins. */
final class NaiveScores {
    private final NaiveScheduler world;
    private final PodTemplate pod;
    private final List<Node> nodes;

    NaiveScores(NaiveScheduler world, PodTemplate pod, List<Node> fitting) {
        this.world = world;
        this.pod = pod;
        this.nodes = fitting;
    }

    Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        add(totals, 3, taints());
        add(totals, 2, nodeAffinity());
        add(totals, 1, each(this::least));
        add(totals, 2, spread());
        add(totals, 2, podAffinity());
        add(totals, 1, each(this::balanced));
        add(totals, 1, each(this::images));
        return totals;
    }

    private static void add(Map<String, Long> totals, long weight, Map<String, Long> scores) {
        scores.forEach((n, s) -> totals.merge(n, weight * s, Long::sum));
    }

    private Map<String, Long> each(ToLongFunction<Node> score) {
        Map<String, Long> scores = new TreeMap<>();
        nodes.forEach(n -> scores.put(n.name(), score.applyAsLong(n)));
        return scores;
    }

    private Map<String, Long> shares(Map<String, Long> raw, boolean reversed) {
        long max = raw.values().stream().mapToLong(r -> r).max().orElse(0);
        Map<String, Long> scores = new TreeMap<>();
        raw.forEach((n, r) ->
                scores.put(n, max <= 0 ? (reversed ? 100 : r) : reversed ? 100 - 100 * r / max : 100 * r / max));
        return scores;
    }

    private Map<String, Long> taints() {
        return shares(
                each(n -> n.taints().stream()
                        .filter(t -> t.effect().equals("PreferNoSchedule") && !NaiveMatch.tolerated(pod, t))
                        .count()),
                true);
    }

    private Map<String, Long> nodeAffinity() {
        return shares(
                each(n -> pod.affinity().nodes().preferred().stream()
                        .filter(p -> NaiveMatch.terms(List.of(p.term()), n))
                        .mapToLong(Preferred::weight)
                        .sum()),
                false);
    }

    private long least(Node node) {
        long sum = 0;
        long weights = 0;
        for (String resource : List.of("cpu", "memory")) {
            long all = NaiveScheduler.allocatable(node, resource);
            if (all > 0) {
                long u = world.used(node, resource, true)
                        + NaiveScheduler.request(pod, true).getOrDefault(resource, 0L);
                sum += u > all ? 0 : (all - u) * 100 / all;
                weights++;
            }
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private long balanced(Node node) {
        Map<String, Long> request = NaiveScheduler.request(pod, false);
        if (request.getOrDefault("cpu", 0L) == 0 && request.getOrDefault("memory", 0L) == 0) {
            return 0;
        }
        long with = even(node, request);
        return world.profile.release() == Release.V1_36 ? 50 + (50 + with - even(node, Map.of())) / 2 : with;
    }

    private long even(Node node, Map<String, Long> request) {
        List<Double> f = new ArrayList<>();
        for (String resource : List.of("cpu", "memory")) {
            long all = NaiveScheduler.allocatable(node, resource);
            if (all > 0) {
                long u = world.used(node, resource, false) + request.getOrDefault(resource, 0L);
                f.add(Math.min(1.0, (double) u / (double) all));
            }
        }
        double deviation = f.size() < 2 ? 0 : Math.abs(f.get(0) - f.get(1)) / 2;
        return (long) ((1 - deviation) * 100.0);
    }

    private long images(Node node) {
        List<String> images = new ArrayList<>();
        pod.initContainers().forEach(c -> images.add(c.image()));
        pod.containers().forEach(c -> images.add(c.image()));
        long sum = 0;
        for (String image : images) {
            String name = image.substring(image.lastIndexOf('/') + 1).contains(":") ? image : image + ":latest";
            long holders = world.cluster.nodes().stream()
                    .filter(n -> size(n, name) >= 0)
                    .count();
            if (size(node, name) >= 0) {
                sum += (long) (size(node, name)
                        * ((double) holders / world.cluster.nodes().size()));
            }
        }
        long lo = 23L * 1024 * 1024;
        long hi = 1000L * 1024 * 1024 * images.size();
        sum = sum < lo ? lo : Math.min(sum, hi);
        return 100 * (sum - lo) / (hi - lo);
    }

    private static long size(Node node, String name) {
        return node.images().stream()
                .filter(i -> i.names().contains(name))
                .mapToLong(Node.Image::bytes)
                .findFirst()
                .orElse(-1);
    }

    // 6.1 and 6.4

    private Map<String, Long> spread() {
        List<Spread> soft = NaiveScheduler.of(pod, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY);
        boolean all = true;
        if (pod.spreads().isEmpty()) {
            soft = defaults();
            all = false;
        }
        if (soft.isEmpty()) {
            return Map.of();
        }
        List<Node> scored = new ArrayList<>();
        for (Node n : nodes) {
            if (!all || NaiveScheduler.hasKeys(soft, n)) {
                scored.add(n);
            }
        }
        List<Map<String, Long>> domains = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Spread s : soft) {
            Map<String, Long> domain = new LinkedHashMap<>();
            boolean host = s.topologyKey().equals(Spread.HOSTNAME);
            if (!host) {
                scored.forEach(n -> domain.put(n.labels().getOrDefault(s.topologyKey(), ""), 0L));
            }
            weights.add(StrictMath.log((host ? scored.size() : domain.size()) + 2));
            for (Node n : world.cluster.nodes()) {
                String value = n.labels().getOrDefault(s.topologyKey(), "");
                if ((!all || NaiveScheduler.hasKeys(soft, n))
                        && NaiveScheduler.policies(s, pod, n)
                        && domain.containsKey(value)) {
                    domain.merge(value, world.countedOn(s, pod, n), Long::sum);
                }
            }
            domains.add(domain);
        }
        Map<String, Long> raw = new HashMap<>();
        for (Node n : scored) {
            double sum = 0;
            for (int i = 0; i < soft.size(); i++) {
                Spread s = soft.get(i);
                if (n.labels().containsKey(s.topologyKey())) {
                    long count = s.topologyKey().equals(Spread.HOSTNAME)
                            ? world.countedOn(s, pod, n)
                            : Objects.requireNonNull(
                                    domains.get(i).get(n.labels().get(s.topologyKey())));
                    sum += count * weights.get(i) + (s.maxSkew() - 1);
                }
            }
            raw.put(n.name(), Math.round(sum));
        }
        long max = raw.values().stream().mapToLong(r -> r).max().orElse(0);
        long min = raw.values().stream().mapToLong(r -> r).min().orElse(0);
        Map<String, Long> scores = new HashMap<>();
        raw.forEach((n, r) -> scores.put(n, max == 0 ? 100 : 100 * (max + min - r) / max));
        return scores;
    }

    private List<Spread> defaults() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (ClusterContents.Service s : world.cluster.contents().services()) {
            if (s.namespace().equals(pod.namespace())
                    && s.selector() != null
                    && pod.labels().entrySet().containsAll(s.selector().entrySet())) {
                labels.putAll(s.selector());
            }
        }
        List<Requirement> requirements = new ArrayList<>();
        pod.ownerSelector().ifPresent(o -> {
            o.labels().forEach((k, v) -> requirements.add(Requirement.in(k, v)));
            requirements.addAll(o.requirements());
        });
        if (labels.isEmpty() && requirements.isEmpty()) {
            return List.of();
        }
        LabelSelector selector = new LabelSelector(labels, requirements);
        return List.of(
                new Spread(Spread.HOSTNAME, 3, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY).counting(selector),
                new Spread(Spread.ZONE, 5, Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY).counting(selector));
    }

    // 7.2

    private Map<String, Long> podAffinity() {
        Map<String, Long> raw = each(this::near);
        long max = raw.values().stream().mapToLong(r -> r).max().orElse(0);
        long min = raw.values().stream().mapToLong(r -> r).min().orElse(0);
        Map<String, Long> scores = new HashMap<>();
        raw.forEach((n, r) ->
                scores.put(n, max == min ? 0 : (long) (100.0 * ((double) (r - min) / (double) (max - min)))));
        return scores;
    }

    private long near(Node node) {
        long sum = 0;
        for (RunningPod other : world.pods) {
            PodTemplate o = other.pod();
            Node there = world.nodeOf(other);
            for (Preferred<PodTerm> p : pod.affinity().near().preferred()) {
                sum += p.weight() * met(p.term(), pod, o, there, node);
            }
            for (Preferred<PodTerm> p : pod.affinity().apart().preferred()) {
                sum -= p.weight() * met(p.term(), pod, o, there, node);
            }
            for (PodTerm t : o.affinity().near().required()) {
                sum += met(t, o, pod, there, node);
            }
            for (Preferred<PodTerm> p : o.affinity().near().preferred()) {
                sum += p.weight() * met(p.term(), o, pod, there, node);
            }
            for (Preferred<PodTerm> p : o.affinity().apart().preferred()) {
                sum -= p.weight() * met(p.term(), o, pod, there, node);
            }
        }
        return sum;
    }

    private long met(PodTerm t, PodTemplate owner, PodTemplate other, Node there, Node here) {
        return NaiveMatch.term(t, owner, other, world.namespaces) && world.sameDomain(t.topologyKey(), there, here)
                ? 1
                : 0;
    }
}
