package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import io.pgspan.operators.kubedb.policy.PolicyObjectReader;
import io.pgspan.operators.kubedb.policy.PolicyRules;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Both sides of the placement policy a database has; each may be absent, and they may be two objects of different names. */
final class PolicyChange {
    private final @Nullable ObjectNode before;
    private final @Nullable ObjectNode after;
    private final Optional<PolicyObject> was;
    private final Optional<PolicyObject> is;
    private final List<Change> changes;

    PolicyChange(Optional<ObjectNode> before, Optional<ObjectNode> after) {
        this.before = before.orElse(null);
        this.after = after.orElse(null);
        this.was = before.map(PolicyChange::policy);
        this.is = after.map(PolicyChange::policy);
        this.changes = before.isPresent() && after.isPresent() && !isOther()
                ? TreeDifference.between(before.get(), after.get(), KubeDbFieldClasses.POLICY)
                : List.of();
    }

    private static PolicyObject policy(ObjectNode object) {
        return PolicyObjectReader.read(Manifest.of(object), Waivers.none()).policy();
    }

    /** Whether the database is placed by a policy of another name from now on, or by one at all, or no longer. */
    boolean isOther() {
        return !was.map(PolicyObject::name).equals(is.map(PolicyObject::name));
    }

    /** The values that differ, when it is the same policy. */
    List<Change> changes() {
        return changes;
    }

    /** The new policy, when it is new or differs. */
    Optional<ObjectNode> toApply() {
        return after != null && (before == null || isOther() || !changes.isEmpty())
                ? Optional.of(after)
                : Optional.empty();
    }

    /** The old policy, when nothing refers to it any more. */
    Optional<ObjectNode> leftOver() {
        return before != null && (after == null || isOther()) ? Optional.of(before) : Optional.empty();
    }

    /** Whether pods must be made anew before they heed it. */
    boolean restarts() {
        return changes.stream()
                .anyMatch(change -> KubeDbFieldClasses.POLICY
                        .of(change.path())
                        .filter(row -> row.way().equals(Way.POLICY_RESTART.word()))
                        .isPresent());
    }

    /** Whether existing volumes stay in their class although the policy names another one. */
    boolean namesOtherClasses() {
        return changes.stream().anyMatch(change -> change.path().last().key().equals("storageClassName"));
    }

    /** The ordinals below a number that would have to move from one Kubernetes cluster to another, in order. */
    List<Integer> moves(int replicas) {
        if (was.isEmpty() || is.isEmpty()) {
            return List.of();
        }
        List<Integer> moved = new ArrayList<>();
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            Optional<String> from = was.get().clusterOf(ordinal);
            Optional<String> to = is.get().clusterOf(ordinal);
            if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                moved.add(ordinal);
            }
        }
        return moved;
    }

    /** What is wrong with the new policy for this many replicas. */
    List<String> violations(int replicas) {
        return is.isEmpty()
                ? List.of()
                : PolicyRules.checkCoverage(is.get(), replicas).stream()
                        .map(Violation::toString)
                        .toList();
    }

    /** Whether the new policy still covers this many replicas, so that it can be applied while they are there. */
    boolean covers(int replicas) {
        return is.isEmpty() || PolicyRules.checkCoverage(is.get(), replicas).isEmpty();
    }

    Optional<ObjectNode> before() {
        return Optional.ofNullable(before);
    }

    Optional<ObjectNode> after() {
        return Optional.ofNullable(after);
    }
}
