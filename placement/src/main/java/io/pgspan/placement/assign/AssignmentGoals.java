package io.pgspan.placement.assign;

import io.pgspan.model.placement.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an assignment shall heed beside the wish.
 *
 * @param preferences of Kubernetes clusters, each named once; in any order
 * @param previousAssignment where the members are now, or null for a new cluster: what runs moves only for a reason
 * @param primaryOrdinal the ordinal that leads now, or null: it is the last to move
 */
public record AssignmentGoals(
        List<ClusterPreference> preferences,
        @Nullable Assignment previousAssignment,
        @Nullable Integer primaryOrdinal) {

    /** Copies the list. */
    public AssignmentGoals {
        preferences = List.copyOf(preferences);
    }

    /** A new cluster, all Kubernetes clusters alike. */
    public static AssignmentGoals none() {
        return new AssignmentGoals(List.of(), null, null);
    }

    /** The same with a preference more. */
    public AssignmentGoals prefer(ClusterPreference preference) {
        List<ClusterPreference> all = new ArrayList<>(preferences);
        all.add(preference);
        return new AssignmentGoals(all, previousAssignment, primaryOrdinal);
    }

    /** The same for members that are somewhere already. */
    public AssignmentGoals from(Assignment present) {
        return new AssignmentGoals(preferences, present, primaryOrdinal);
    }

    /** The same, with that ordinal leading. */
    public AssignmentGoals ledBy(int ordinal) {
        return new AssignmentGoals(preferences, previousAssignment, ordinal);
    }

    /** Where the members are now. */
    public Optional<Assignment> previous() {
        return Optional.ofNullable(previousAssignment);
    }

    /** Who leads now. */
    public OptionalInt primary() {
        return primaryOrdinal == null ? OptionalInt.empty() : OptionalInt.of(primaryOrdinal);
    }

    ClusterPreference of(String clusterName) {
        return preferences.stream()
                .filter(p -> p.clusterName().equals(clusterName))
                .findFirst()
                .orElseGet(() -> ClusterPreference.of(clusterName));
    }
}
