package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every reason against every node with the numbers behind it: no plugin ends a node, since the reader wants to know what must change. */
final class Diagnosis {
    private final Evaluation evaluation;
    private final State state;
    private final @Nullable VolumeCheck volumes;
    private final IntFunction<List<Placed>> podsOf;
    private final Reasons texts;

    Diagnosis(Evaluation evaluation, State state, @Nullable VolumeCheck volumes, IntFunction<List<Placed>> podsOf) {
        this.podsOf = podsOf;
        this.evaluation = evaluation;
        this.state = state;
        this.volumes = volumes;
        this.texts = new Reasons(evaluation, state);
    }

    Map<String, List<Reason>> all() {
        Map<String, List<Reason>> byNode = new LinkedHashMap<>();
        @Nullable Reason rejection = evaluation.rejection();
        for (int n = 0; n < state.nodes().size(); n++) {
            List<Reason> found = new ArrayList<>();
            if (rejection != null) {
                found.add(rejection);
            }
            if (volumes != null && volumes.rejection() != null) {
                found.add(Reason.of(Plugin.VOLUME_BINDING, volumes.rejection(), false));
            }
            alone(found, n);
            spreads(found, n);
            rules(found, n);
            byNode.put(state.nodes().name(n), List.copyOf(found));
        }
        return byNode;
    }

    private void alone(List<Reason> found, int node) {
        NodeFilter filter = evaluation.nodeFilter();
        Node there = state.nodes().get(node);
        Shape shape = evaluation.shape();
        addIf(found, filter.isCordoned(there), Code.CORDONED, node, "it is cordoned");
        addIf(
                found,
                filter.isOtherNode(there),
                Code.OTHER_NODE,
                node,
                "the pod names node " + shape.pod().nodeName().orElse(""));
        Node.@Nullable Taint taint = shape.taints().repelling(there);
        addIf(found, taint != null, Code.TAINT, node, taint == null ? "" : "untolerated taint " + text(taint));
        addIf(
                found,
                !filter.meetsAdded(there),
                Code.ENFORCED_AFFINITY,
                node,
                "the scheduler's profile demands other nodes");
        addIf(found, !NodeFilter.isWanted(shape, there), Code.AFFINITY, node, lacking(shape, there));
        addIf(found, filter.hasPortConflict(node), Code.PORTS, node, "ports asked for: " + shape.ports());
        shortages(found, node, filter.shortage(node));
        if (volumes != null) {
            int code = volumes.codes(node);
            if (code != 0) {
                found.addAll(texts.of(code, node));
            }
        }
    }

    private static String text(Node.Taint taint) {
        return taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value()) + ":" + taint.effect();
    }

    private static String lacking(Shape shape, Node node) {
        List<String> lacking = new ArrayList<>();
        shape.pod().nodeSelector().forEach((key, value) -> {
            if (!value.equals(node.labels().get(key))) {
                lacking.add(key + "=" + value);
            }
        });
        lacking.sort(null);
        return lacking.isEmpty()
                ? "no required term of the pod's node affinity matches"
                : "it lacks the label " + String.join(", ", lacking) + " of the node selector";
    }

    private void addIf(List<Reason> found, boolean out, int code, int node, String detail) {
        if (out) {
            texts.of(code, node).forEach(reason -> found.add(reason.detail(detail)));
        }
    }

    private void shortages(List<Reason> found, int node, int code) {
        ResourceTable table = state.resources();
        if ((code & Code.TOO_MANY_PODS) != 0) {
            found.add(Reason.of(Plugin.NODE_RESOURCES_FIT, "Too many pods", true)
                    .detail(table.pods(node) + " pods of at most " + table.podsMax(node)));
        }
        for (int column : evaluation.nodeFilter().checkedColumns()) {
            long wanted = evaluation.shape().request().of(column);
            long all = table.allocatable(column, node);
            long left = all - table.used(column, node);
            if (wanted > left) {
                boolean resolvable = wanted <= all || !state.profile().release().shortageOfWholeNodeIsFinal();
                String name = table.name(column);
                String unit = column == ResourceTable.CPU ? "m" : column == ResourceTable.MEMORY ? " bytes" : "";
                found.add(Reason.of(Plugin.NODE_RESOURCES_FIT, "Insufficient " + name, resolvable)
                        .detail("insufficient " + name + ": " + wanted + unit + " asked, " + left + unit + " free of "
                                + all + unit));
            }
        }
    }

    private void spreads(List<Reason> found, int node) {
        for (HardSpread one : evaluation.spreads().hard()) {
            String key = one.topologyKey();
            if (one.lacksKey(node)) {
                addIf(
                        found,
                        true,
                        Code.SPREAD_KEY,
                        node,
                        "it lacks the label " + key + " of a topology spread constraint");
            } else if (one.count(node) > one.limit()) {
                int skew = one.count(node) + one.rule().self() - one.min();
                String domains =
                        one.domains() < one.rule().spread().minDomains().orElse(1)
                                ? " (as there are " + one.domains() + " domains, fewer than demanded)"
                                : "";
                addIf(
                        found,
                        true,
                        Code.SPREAD,
                        node,
                        "topology spread over " + key + ": domain "
                                + state.nodes().get(node).labels().get(key) + " has " + one.count(node)
                                + " of these pods and the emptiest domain " + one.min() + domains
                                + ", one more is a skew of " + skew + ", at most "
                                + one.rule().spread().maxSkew() + " is allowed");
            }
        }
    }

    private void rules(List<Reason> found, int node) {
        PodRules rules = evaluation.rules();
        addIf(found, !rules.isNear(node), Code.NOT_NEAR, node, "no pod to be near to is in its domain");
        addIf(found, rules.isTooNear(node), Code.TOO_NEAR, node, met(node, rules::keysApart));
        addIf(found, rules.isRepelled(node), Code.REPELLED, node, met(node, rules::keysRepelling));
    }

    /** The pods in the node's domains that one of the keys named for their class keeps apart. */
    private String met(int node, Function<PodClass, List<String>> keys) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (int n = 0; n < state.nodes().size(); n++) {
            for (Placed there : podsOf.apply(n)) {
                for (String key : keys.apply(there.podClass())) {
                    Topology topology = state.nodes().topology(key);
                    if (topology.has(node) && topology.value(n) == topology.value(node)) {
                        names.computeIfAbsent(key, k -> new TreeSet<>())
                                .add(there.key().substring(there.key().indexOf('/') + 1));
                    }
                }
            }
        }
        return names.entrySet().stream()
                .map(met -> "pod anti-affinity over " + met.getKey() + ": domain "
                        + state.nodes().get(node).labels().get(met.getKey()) + " has "
                        + String.join(", ", met.getValue()))
                .collect(Collectors.joining("; "));
    }
}
