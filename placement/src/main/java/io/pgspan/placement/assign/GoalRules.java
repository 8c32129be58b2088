package io.pgspan.placement.assign;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What goals must be like. */
final class GoalRules {
    private static final int WEIGHT_MAX = 1_000_000;

    private GoalRules() {}

    static List<Violation> check(AssignmentGoals goals, PostgresCluster wish, Fleet fleet) {
        List<Violation> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < goals.preferences().size(); i++) {
            ClusterPreference preference = goals.preferences().get(i);
            String path = "goals.preferences[" + i + "]";
            String name = preference.clusterName();
            if (!seen.add(name)) {
                found.add(Violation.of(
                        "assign.preference-twice", path, name, "the cluster has a preference already", "say it once"));
            }
            if (fleet.cluster(name).isEmpty()) {
                found.add(Violation.of(
                        "assign.cluster-unknown",
                        path + ".clusterName",
                        name,
                        "the fleet lacks that cluster",
                        "use one of " + String.join(", ", fleet.names())));
            }
            if (preference.weight() < 1 || preference.weight() > WEIGHT_MAX) {
                found.add(Violation.of(
                        "assign.weight",
                        path + ".weight",
                        Integer.toString(preference.weight()),
                        "no share can be made of it",
                        "use 1 to " + WEIGHT_MAX + "; forbid a cluster that shall have nothing"));
            }
            if (preference.atMost() < 0) {
                found.add(Violation.of(
                        "assign.room",
                        path + ".atMost",
                        Integer.toString(preference.atMost()),
                        "there is no such number of replicas",
                        "use 0 or more"));
            }
        }
        goals.primary().ifPresent(primary -> {
            if (primary < 0 || primary >= wish.replicas()) {
                found.add(Violation.of(
                        "assign.primary",
                        "goals.primaryOrdinal",
                        Integer.toString(primary),
                        "the wish has no such ordinal",
                        "use 0 to " + (wish.replicas() - 1) + ", or none"));
            }
        });
        return found;
    }
}
