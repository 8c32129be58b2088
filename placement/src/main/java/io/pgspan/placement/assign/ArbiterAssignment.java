package io.pgspan.placement.assign;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where the member without data goes, if there is one. */
final class ArbiterAssignment {
    private static final String PATH = "arbiter.storage.storageClassName";

    private final PostgresCluster wish;
    private final Fleet fleet;
    private final PlacementLimits limits;
    private final StorageClasses classes;
    private final List<ClusterRule> rules;

    ArbiterAssignment(PostgresCluster wish, Fleet fleet, PlacementLimits limits, StorageClasses classes) {
        this.wish = wish;
        this.fleet = fleet;
        this.limits = limits;
        this.classes = classes;
        this.rules = wish.placement().map(PlacementPolicy::rules).orElse(List.of());
    }

    /** Whether there is one: wished, or added by the operator to an even number of replicas. */
    static boolean exists(PostgresCluster wish, PlacementLimits limits) {
        return wish.arbiter().isPresent() || (limits.arbiterForEvenReplicas() && wish.replicas() % 2 == 0);
    }

    Optional<Placed> place(List<Placed> replicas) {
        if (!exists(wish, limits)) {
            return Optional.empty();
        }
        String exists = wish.arbiter().isEmpty()
                ? "the operator adds an arbiter to an even number of replicas"
                : "the wish has an arbiter, a member without data";
        Storage storage = wish.arbiter().orElseGet(Arbiter::ofDefaults).storage();
        KubernetesCluster target;
        String reason;
        if (limits.arbiterFollowsOrdinalZero()) {
            target = fleet.cluster(replicas.get(0).clusterName()).orElseThrow();
            reason = "the operator puts the arbiter where ordinal 0 lives, cluster " + target.name();
        } else {
            target = fewestMembers(replicas, storage);
            reason = "cluster " + target.name() + " has the fewest members (" + members(replicas, target)
                    + ") of the connected clusters with a storage class for it, the first name among equals: its loss"
                    + " costs the fewest votes";
        }
        StorageClasses.Chosen chosen = classes.needed(target, storage, PATH);
        return Optional.of(new Placed(
                0, wish.name() + "-arbiter-0", target.name(), chosen.name(), List.of(exists, reason, chosen.reason())));
    }

    private KubernetesCluster fewestMembers(List<Placed> replicas, Storage storage) {
        List<KubernetesCluster> connected = AutomaticAssignment.connected(wish, fleet);
        boolean known =
                rules.isEmpty() || AutomaticAssignment.slice(wish, fleet).isPresent();
        return connected.stream()
                .filter(c ->
                        known || rules.stream().anyMatch(r -> r.clusterName().equals(c.name())))
                .filter(c -> classes.in(c, storage).isPresent())
                .min(Comparator.comparingLong((KubernetesCluster c) -> members(replicas, c))
                        .thenComparing(KubernetesCluster::name))
                .orElseGet(() -> {
                    classes.needed(connected.get(0), storage, PATH);
                    return connected.get(0);
                });
    }

    private static long members(List<Placed> replicas, KubernetesCluster target) {
        return replicas.stream()
                .filter(r -> r.clusterName().equals(target.name()))
                .count();
    }
}
