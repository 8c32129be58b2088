package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What a placement policy must keep by itself. Ordinals named beyond the wish's replicas are room for growth and allowed. One
 * mistake is one violation: an absent ordinal below the highest one named is a gap, above it a missing one.
 */
final class PlacementRules {
    private PlacementRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                rule("placement.ordinal-negative", PlacementRules::negative),
                rule("placement.ordinal-twice", PlacementRules::twice),
                rule("placement.ordinal-gap", PlacementRules::gap),
                new NamedRule("placement.ordinal-missing", PlacementRules::missing),
                rule("placement.cluster-twice", PlacementRules::clusterTwice),
                rule("placement.slice-missing", PlacementRules::sliceMissing));
    }

    private static NamedRule rule(String id, BiConsumer<PlacementPolicy, List<Violation>> judge) {
        return new NamedRule(id, cluster -> {
            List<Violation> found = new ArrayList<>();
            cluster.placement().ifPresent(policy -> judge.accept(policy, found));
            return found;
        });
    }

    private static void negative(PlacementPolicy policy, List<Violation> found) {
        for (int i = 0; i < policy.rules().size(); i++) {
            for (int ordinal : policy.rules().get(i).ordinals()) {
                if (ordinal < 0) {
                    found.add(Violation.of(
                            "placement.ordinal-negative",
                            "placement.rules[" + i + "].ordinals",
                            Integer.toString(ordinal),
                            "an ordinal counts from 0",
                            "remove it"));
                }
            }
        }
    }

    private static void twice(PlacementPolicy policy, List<Violation> found) {
        Map<Integer, String> owners = new HashMap<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            ClusterRule rule = policy.rules().get(i);
            for (int ordinal : rule.ordinals()) {
                String path = "placement.rules[" + i + "].ordinals";
                String owner = owners.putIfAbsent(ordinal, path + " (" + rule.clusterName() + ")");
                if (owner != null) {
                    found.add(Violation.of(
                            "placement.ordinal-twice",
                            path,
                            Integer.toString(ordinal),
                            "the ordinal is already named by " + owner,
                            "name each ordinal once"));
                }
            }
        }
    }

    private static void gap(PlacementPolicy policy, List<Violation> found) {
        int expected = 0;
        for (int ordinal : named(policy)) {
            if (ordinal > expected) {
                found.add(Violation.of(
                        "placement.ordinal-gap",
                        "placement.rules",
                        text(named(policy)),
                        ordinals(expected, ordinal - 1) + " named by no rule, although ordinal " + ordinal + " is",
                        "name all ordinals from 0 up without a gap"));
            }
            expected = ordinal + 1;
        }
    }

    private static List<Violation> missing(PostgresCluster cluster) {
        PlacementPolicy policy = cluster.placement().orElse(null);
        if (policy == null || policy.rules().isEmpty()) {
            return List.of();
        }
        SortedSet<Integer> named = named(policy);
        int highest = named.isEmpty() ? -1 : named.last();
        return cluster.replicas() - 1 <= highest
                ? List.of()
                : List.of(Violation.of(
                        "placement.ordinal-missing",
                        "placement.rules",
                        text(named),
                        ordinals(highest + 1, cluster.replicas() - 1) + " named by no rule, but the wish has "
                                + cluster.replicas() + " replicas",
                        "name every ordinal from 0 to " + (cluster.replicas() - 1)));
    }

    private static void clusterTwice(PlacementPolicy policy, List<Violation> found) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            String name = policy.rules().get(i).clusterName();
            if (!seen.add(name)) {
                found.add(Violation.of(
                        "placement.cluster-twice",
                        "placement.rules[" + i + "].clusterName",
                        name,
                        "the cluster has a rule already",
                        "put all of its ordinals into one rule"));
            }
        }
    }

    private static void sliceMissing(PlacementPolicy policy, List<Violation> found) {
        SortedSet<String> clusters =
                policy.rules().stream().map(ClusterRule::clusterName).collect(Collectors.toCollection(TreeSet::new));
        if (clusters.size() > 1 && policy.slice().isEmpty()) {
            found.add(Violation.of(
                    "placement.slice-missing",
                    "placement.slice",
                    "",
                    "the rules name the clusters " + String.join(", ", clusters) + ", but no slice connects their pods",
                    "name the slice that connects them, or put all ordinals into one cluster"));
        }
    }

    private static SortedSet<Integer> named(PlacementPolicy policy) {
        return policy.rules().stream()
                .flatMap(rule -> rule.ordinals().stream())
                .filter(ordinal -> ordinal >= 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String ordinals(int first, int last) {
        return first == last ? "ordinal " + first + " is" : "ordinals " + first + " to " + last + " are";
    }

    private static String text(Collection<Integer> ordinals) {
        return ordinals.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
