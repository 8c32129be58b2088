package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a scheduler is told about pods, by a wish or by a template, each part by its path. */
record SchedulingParts(
        Map<String, Spread> spreads, Map<String, Affinity> affinities, Map<String, Toleration> tolerations) {

    /** Those of the cluster, of each further set and of the arbiter. */
    static SchedulingParts of(PostgresCluster cluster) {
        SchedulingParts parts =
                new SchedulingParts(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        Parts.placements(cluster).forEach((path, policy) -> {
            parts.spreads.putAll(Parts.each(policy.spreads(), path + ".spreads"));
            parts.affinities.put(path + ".affinity", policy.affinity());
            parts.tolerations.putAll(Parts.each(policy.tolerations(), path + ".tolerations"));
        });
        cluster.arbiter()
                .ifPresent(
                        arbiter -> parts.tolerations.putAll(Parts.each(arbiter.tolerations(), "arbiter.tolerations")));
        return parts;
    }

    /** Those of one pod. */
    static SchedulingParts of(PodTemplate pod, String path) {
        return new SchedulingParts(
                Parts.each(pod.spreads(), path + ".spreads"),
                Map.of(path + ".affinity", pod.affinity()),
                Parts.each(pod.tolerations(), path + ".tolerations"));
    }

    Map<String, NodeTerm> nodeTerms() {
        Map<String, NodeTerm> found = new LinkedHashMap<>();
        affinities.forEach((path, affinity) -> {
            found.putAll(Parts.each(affinity.nodes().required(), path + ".nodes.required"));
            Parts.each(affinity.nodes().preferred(), path + ".nodes.preferred")
                    .forEach((at, one) -> found.put(at, one.term()));
        });
        return found;
    }

    Map<String, PodTerm> podTerms() {
        Map<String, PodTerm> found = new LinkedHashMap<>();
        affinities.forEach((path, affinity) -> {
            podTerms(path + ".near", affinity.near(), found);
            podTerms(path + ".apart", affinity.apart(), found);
        });
        return found;
    }

    private static void podTerms(String path, PodAffinity pods, Map<String, PodTerm> found) {
        found.putAll(Parts.each(pods.required(), path + ".required"));
        Parts.each(pods.preferred(), path + ".preferred").forEach((at, one) -> found.put(at, one.term()));
    }

    /** Every selector of pods or of namespaces. */
    Map<String, LabelSelector> selectors() {
        Map<String, LabelSelector> found = new LinkedHashMap<>();
        podTerms().forEach((path, term) -> {
            term.pods().ifPresent(pods -> found.put(path + ".selector", pods));
            term.namespacesByLabel().ifPresent(spaces -> found.put(path + ".namespaceSelector", spaces));
        });
        spreads.forEach((path, spread) -> spread.pods().ifPresent(pods -> found.put(path + ".selector", pods)));
        return found;
    }
}
