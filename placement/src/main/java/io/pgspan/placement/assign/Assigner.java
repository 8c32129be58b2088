package io.pgspan.placement.assign;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sends members to Kubernetes clusters: by the rules of the wish to the letter, or where it has none, as {@link AutomaticAssignment}
 * decides. Equal arguments give equal plans, in whatever order clusters and preferences are listed. Cost: replicas × clusters.
 */
public final class Assigner {
    private final PostgresCluster wish;
    private final Fleet fleet;
    private final PlacementLimits limits;
    private final AssignmentGoals goals;
    private final StorageClasses classes;

    private Assigner(PostgresCluster wish, Fleet fleet, PlacementLimits limits, AssignmentGoals goals) {
        this.wish = wish;
        this.fleet = fleet;
        this.limits = limits;
        this.goals = goals;
        this.classes = new StorageClasses(wish);
    }

    /**
     * Plans where each member goes.
     *
     * @throws InvalidException with all violations when the wish or the goals can't be met on this fleet, an ordinal that a rule would
     *     move although the operator can't among them
     */
    public static AssignmentPlan plan(
            PostgresCluster wish, Fleet fleet, PlacementLimits limits, AssignmentGoals goals) {
        List<Violation> violations = new ArrayList<>(Validator.validate(fleet));
        violations.addAll(Validator.validate(wish, fleet));
        violations.addAll(GoalRules.check(goals, wish, fleet));
        InvalidException.requireNone(violations);
        return new Assigner(wish, fleet, limits, goals).plan();
    }

    private AssignmentPlan plan() {
        List<ClusterRule> rules = wish.placement().map(PlacementPolicy::rules).orElse(List.of());
        Settled settled =
                rules.isEmpty() ? new AutomaticAssignment(wish, fleet, limits, goals, classes).settle() : ruled(rules);
        List<Placed> replicas = List.copyOf(settled.replicas().values());
        Optional<Placed> arbiter = new ArbiterAssignment(wish, fleet, limits, classes).place(replicas);
        List<String> notes = new ArrayList<>(settled.notes());
        notes.addAll(Majority.notes(replicas, arbiter, fleet, limits));
        return new AssignmentPlan(new Assignment(replicas, arbiter), moves(settled), notes);
    }

    /**
     * Replicas that have a place.
     *
     * @param replicas by ordinal
     * @param evicted why an ordinal could not stay
     * @param notes what could not be had
     */
    record Settled(SortedMap<Integer, Placed> replicas, Map<Integer, String> evicted, List<String> notes) {}

    private Settled ruled(List<ClusterRule> rules) {
        SortedMap<Integer, Placed> replicas = new TreeMap<>();
        List<Violation> violations = new ArrayList<>();
        for (int ordinal = 0; ordinal < wish.replicas(); ordinal++) {
            int wanted = ordinal;
            ClusterRule rule = rules.stream()
                    .filter(r -> r.ordinals().contains(wanted))
                    .findFirst()
                    .orElseThrow();
            previous(ordinal)
                    .filter(p -> !limits.ordinalsMovable() && !p.clusterName().equals(rule.clusterName()))
                    .ifPresent(p -> violations.add(Immovable.violation(p, rule)));
            KubernetesCluster target = fleet.cluster(rule.clusterName()).orElseThrow();
            StorageClasses.Chosen chosen = classes.needed(target, wish.storage(), "storage.storageClassName");
            replicas.put(
                    ordinal,
                    new Placed(
                            ordinal,
                            wish.podName(ordinal),
                            target.name(),
                            chosen.name(),
                            List.of(
                                    "the policy's rule for cluster " + target.name() + " names ordinal " + ordinal,
                                    chosen.reason())));
        }
        InvalidException.requireNone(violations);
        return new Settled(replicas, Map.of(), List.of());
    }

    private List<AssignmentPlan.Move> moves(Settled settled) {
        List<AssignmentPlan.Move> moves = new ArrayList<>();
        settled.replicas()
                .forEach((ordinal, now) -> previous(ordinal)
                        .filter(was -> !was.clusterName().equals(now.clusterName()))
                        .ifPresent(was -> moves.add(new AssignmentPlan.Move(
                                ordinal,
                                was.clusterName(),
                                now.clusterName(),
                                settled.evicted()
                                        .getOrDefault(ordinal, now.reasons().get(0))))));
        return moves;
    }

    private Optional<Placed> previous(int ordinal) {
        return goals.previous().stream()
                .flatMap(a -> a.replicas().stream())
                .filter(p -> p.ordinal() == ordinal)
                .findFirst();
    }
}
