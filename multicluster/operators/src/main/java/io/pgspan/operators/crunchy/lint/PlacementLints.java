package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where pods go: what the operator adds by itself, and selectors that select nothing. */
final class PlacementLints {
    private static final String CLUSTER = Sight.PREFIX + "cluster";
    private static final String SET = Sight.PREFIX + "instance-set";

    private PlacementLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                info(
                        "spread-soft",
                        o -> o.spec("disableDefaultPodScheduling").isTrue()
                                ? List.of()
                                : o.sets().stream()
                                        .filter(set -> Sight.replicas(set) > 1 && isUnplaced(set))
                                        .map(set -> set.at("topologySpreadConstraints"))
                                        .toList(),
                        "the operator asks for other nodes and zones only where there is room: instances may share a node",
                        "write a constraint with whenUnsatisfiable: DoNotSchedule, or a required podAntiAffinity"),
                warning(
                        "default-scheduling-off",
                        o -> when(
                                o.spec("disableDefaultPodScheduling").isTrue()
                                        && o.replicas() > 1
                                        && o.sets().stream().anyMatch(PlacementLints::isUnplaced),
                                o.spec("disableDefaultPodScheduling")),
                        "nothing keeps the instances apart any more: all may land on one node",
                        "write topologySpreadConstraints or a podAntiAffinity for every set"),
                warning(
                        "selector-set",
                        PlacementLints::unknownSets,
                        "this cluster has no set of this name, so that the rule selects no pod; a set without a name is called "
                                + "by its position, 00 first",
                        "write the set's name"),
                warning(
                        "selector-cluster",
                        PlacementLints::otherClusters,
                        "it names a set of this cluster but another cluster, so that the rule selects no pod of this one",
                        "write this cluster's name"));
    }

    private static boolean isUnplaced(Spot set) {
        return set.at("topologySpreadConstraints").items().isEmpty()
                && set.at("affinity", "podAntiAffinity").isNone();
    }

    private static List<Spot> unknownSets(Sight sight) {
        Set<String> names = names(sight);
        String own = sight.name();
        return selectors(sight).stream()
                .filter(labels ->
                        labels.at(SET).is() && !names.contains(labels.at(SET).text()))
                .filter(labels ->
                        labels.at(CLUSTER).isNone() || labels.at(CLUSTER).is(own))
                .map(labels -> labels.at(SET))
                .toList();
    }

    private static List<Spot> otherClusters(Sight sight) {
        Set<String> names = names(sight);
        String own = sight.name();
        return selectors(sight).stream()
                .filter(labels -> names.contains(labels.at(SET).text()))
                .map(labels -> labels.at(CLUSTER))
                .filter(cluster -> cluster.is() && !cluster.is(own))
                .toList();
    }

    private static Set<String> names(Sight sight) {
        return sight.sets().stream().map(Sight::setName).collect(Collectors.toSet());
    }

    /** The labels that the rules of the sets select by. */
    private static List<Spot> selectors(Sight sight) {
        List<Spot> selectors = new ArrayList<>();
        for (Spot set : sight.sets()) {
            for (Spot constraint : set.at("topologySpreadConstraints").items()) {
                selectors.add(constraint.at("labelSelector", "matchLabels"));
            }
            for (String kind : List.of("podAffinity", "podAntiAffinity")) {
                Spot rules = set.at("affinity", kind);
                rules.at("requiredDuringSchedulingIgnoredDuringExecution")
                        .items()
                        .forEach(term -> selectors.add(term.at("labelSelector", "matchLabels")));
                rules.at("preferredDuringSchedulingIgnoredDuringExecution")
                        .items()
                        .forEach(term -> selectors.add(term.at("podAffinityTerm", "labelSelector", "matchLabels")));
            }
        }
        return selectors;
    }
}
