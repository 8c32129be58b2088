package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Matching rules, one after the other as the reference tells them; well-formed input only. */
final class NaiveMatch {
    private NaiveMatch() {}

    static boolean selector(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && labels.entrySet().containsAll(selector.labels().entrySet())
                && selector.requirements().stream().allMatch(r -> requirement(r, labels));
    }

    static boolean requirement(Requirement r, Map<String, String> labels) {
        String value = labels.get(r.key());
        return switch (r.operator()) {
            case IN -> value != null && r.values().contains(value);
            case NOT_IN -> value == null || !r.values().contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GT ->
                value != null
                        && number(value)
                        && Long.parseLong(value) > Long.parseLong(r.values().get(0));
            case LT ->
                value != null
                        && number(value)
                        && Long.parseLong(value) < Long.parseLong(r.values().get(0));
        };
    }

    private static boolean number(String value) {
        return value.matches("-?\\d+");
    }

    static boolean terms(List<NodeTerm> terms, Node node) {
        return terms.stream()
                .anyMatch(t -> !(t.labels().isEmpty() && t.fields().isEmpty())
                        && t.labels().stream().allMatch(r -> requirement(r, node.labels()))
                        && t.fields().stream().allMatch(r -> requirement(r, Map.of("metadata.name", node.name()))));
    }

    static boolean wanted(PodTemplate pod, Node node) {
        List<NodeTerm> required = pod.affinity().nodes().required();
        return node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
                && (required.isEmpty() || terms(required, node));
    }

    static boolean tolerated(PodTemplate pod, Node.Taint taint) {
        return pod.tolerations().stream()
                .anyMatch(t -> (t.effect() == null || effect(t.effect()).equals(taint.effect()))
                        && (t.key().isEmpty() || t.key().equals(taint.key()))
                        && (t.operator() == Toleration.Operator.EXISTS
                                || (t.operator() == Toleration.Operator.EQUAL
                                        && t.value().equals(taint.value()))));
    }

    private static String effect(Toleration.Effect effect) {
        return Map.of(
                        Toleration.Effect.NO_SCHEDULE, "NoSchedule",
                        Toleration.Effect.PREFER_NO_SCHEDULE, "PreferNoSchedule",
                        Toleration.Effect.NO_EXECUTE, "NoExecute")
                .getOrDefault(effect, "");
    }

    static boolean repelled(PodTemplate pod, Node node) {
        return node.taints().stream().anyMatch(t -> !t.effect().equals("PreferNoSchedule") && !tolerated(pod, t));
    }

    /** Whether a term of its owner matches another pod. */
    static boolean term(
            PodTerm term, PodTemplate owner, PodTemplate other, Map<String, Map<String, String>> namespaces) {
        boolean own = term.namespaces().isEmpty() && term.namespaceSelector() == null;
        boolean covered = own
                ? owner.namespace().equals(other.namespace())
                : term.namespaces().contains(other.namespace())
                        || selector(term.namespaceSelector(), namespaces.getOrDefault(other.namespace(), Map.of()));
        return covered
                && selector(term.selector(), other.labels())
                && term.matchLabelKeys().stream()
                        .allMatch(k -> !owner.labels().containsKey(k)
                                || owner.labels().get(k).equals(other.labels().get(k)))
                && term.mismatchLabelKeys().stream()
                        .allMatch(k -> !owner.labels().containsKey(k)
                                || !owner.labels().get(k).equals(other.labels().get(k)));
    }
}
