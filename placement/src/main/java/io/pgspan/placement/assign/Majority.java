package io.pgspan.placement.assign;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How many members one Kubernetes cluster may have, so that the others can still elect a primary without it. */
final class Majority {
    private Majority() {}

    /** How many of so many votes may be lost; empty when members don't vote, or when no number helps. */
    static OptionalInt limit(int votes, PlacementLimits limits) {
        int tolerated = (votes - 1) / 2;
        return limits.electionModel() instanceof ElectionModel.MemberMajority && tolerated > 0
                ? OptionalInt.of(tolerated)
                : OptionalInt.empty();
    }

    /** Which cluster's loss takes the majority, and what would help. */
    static List<String> notes(List<Placed> replicas, Optional<Placed> arbiter, Fleet fleet, PlacementLimits limits) {
        int votes = replicas.size() + (arbiter.isPresent() ? 1 : 0);
        List<String> notes = new ArrayList<>();
        if (!(limits.electionModel() instanceof ElectionModel.MemberMajority) || votes < 2) {
            return notes;
        }
        Map<String, Integer> counts = new TreeMap<>();
        replicas.forEach(p -> counts.merge(p.clusterName(), 1, Integer::sum));
        arbiter.ifPresent(p -> counts.merge(p.clusterName(), 1, Integer::sum));
        int tolerated = (votes - 1) / 2;
        counts.forEach((name, count) -> {
            if (count > tolerated) {
                notes.add("the loss of cluster " + name + " takes " + count + " of " + votes
                        + " votes: the rest can't elect a primary; " + remedy(votes, counts.size(), fleet, limits));
            }
        });
        return notes;
    }

    private static String remedy(int votes, int used, Fleet fleet, PlacementLimits limits) {
        if (fleet.clusters().size() < 3) {
            return "members that vote survive the loss of any one cluster only over three clusters or more";
        }
        if (votes < 3) {
            return limits.arbiterFollowsOrdinalZero()
                    ? "three replicas in three clusters would survive it"
                    : "an arbiter in a third cluster, or three replicas in three clusters, would survive it";
        }
        return used < 3 && !limits.arbiterFollowsOrdinalZero()
                ? "an arbiter or a replica in a third cluster would survive it"
                : "no cluster may have more than " + (votes - 1) / 2 + " of " + votes;
    }
}
