package io.pgspan.placement.assign;

import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.validation.Violation;

/** What to say where the operator can't move an ordinal to another Kubernetes cluster. */
final class Immovable {
    private Immovable() {}

    static Violation violation(Placed now, ClusterRule rule) {
        return Violation.of(
                "placement.ordinal-immovable",
                "placement.rules",
                Integer.toString(now.ordinal()),
                "ordinal " + now.ordinal() + " runs in cluster " + now.clusterName()
                        + ", and the operator can't move it to " + rule.clusterName(),
                "leave it there, or " + procedure(now.ordinal()));
    }

    static String note(Placed now, String reason) {
        return "ordinal " + now.ordinal() + " stays in cluster " + now.clusterName() + " although " + reason
                + ": the operator can't move it; " + procedure(now.ordinal());
    }

    private static String procedure(int ordinal) {
        return ordinal == 0
                ? "make a standby cluster elsewhere and switch over to it"
                : "scale in to " + ordinal + (ordinal == 1 ? " replica" : " replicas")
                        + ", delete the volume of ordinal " + ordinal
                        + ", change where it goes and scale out again: it is cloned anew";
    }
}
