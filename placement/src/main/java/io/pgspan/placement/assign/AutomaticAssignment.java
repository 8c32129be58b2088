package io.pgspan.placement.assign;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where replicas go that no rule names: over the clusters that can talk to each other, have the storage class and are not forbidden, as
 * {@link Distribution} hands them out. What the operator can't move stays, whatever is wished, and a note names the procedure.
 */
final class AutomaticAssignment {
    private final PostgresCluster wish;
    private final Fleet fleet;
    private final PlacementLimits limits;
    private final AssignmentGoals goals;
    private final StorageClasses classes;
    private final SortedMap<String, String> left = new TreeMap<>();

    AutomaticAssignment(
            PostgresCluster wish, Fleet fleet, PlacementLimits limits, AssignmentGoals goals, StorageClasses classes) {
        this.wish = wish;
        this.fleet = fleet;
        this.limits = limits;
        this.goals = goals;
        this.classes = classes;
    }

    Assigner.Settled settle() {
        List<ClusterPreference> open = candidates();
        Map<Integer, String> held = new HashMap<>();
        Map<Integer, String> gone = new HashMap<>();
        SortedMap<Integer, Placed> replicas = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        SortedSet<Integer> ordinals = new TreeSet<>();
        for (int ordinal = 0; ordinal < wish.replicas(); ordinal++) {
            ordinals.add(ordinal);
        }
        goals.previous().stream()
                .flatMap(a -> a.replicas().stream())
                .filter(p -> ordinals.contains(p.ordinal()))
                .forEach(p -> {
                    String out = left.getOrDefault(p.clusterName(), "the fleet lacks that cluster");
                    if (open.stream().anyMatch(c -> c.clusterName().equals(p.clusterName()))) {
                        held.put(p.ordinal(), p.clusterName());
                    } else if (limits.ordinalsMovable()) {
                        gone.put(p.ordinal(), out);
                    } else {
                        replicas.put(p.ordinal(), p);
                        notes.add(Immovable.note(p, out));
                    }
                });
        ordinals.removeAll(replicas.keySet());
        Distribution.Result result = distributed(ordinals, open, held);
        result.clusters().forEach((ordinal, name) -> replicas.put(ordinal, placed(ordinal, name, result)));
        gone.putAll(result.evicted());
        return new Assigner.Settled(replicas, gone, notes);
    }

    /** With no majority in one cluster if that can be, else without that limit. */
    private Distribution.Result distributed(
            SortedSet<Integer> ordinals, List<ClusterPreference> open, Map<Integer, String> held) {
        boolean withZero = hasArbiter() && limits.arbiterFollowsOrdinalZero();
        OptionalInt limit = Majority.limit(wish.replicas() + (hasArbiter() ? 1 : 0), limits);
        Distribution.Voting voting = new Distribution.Voting(limit, withZero);
        return distributed(ordinals, open, held, voting)
                .or(() -> distributed(ordinals, open, held, voting.unlimited()))
                .orElseThrow(() -> noRoom(ordinals.size(), open));
    }

    private Optional<Distribution.Result> distributed(
            SortedSet<Integer> ordinals,
            List<ClusterPreference> open,
            Map<Integer, String> held,
            Distribution.Voting voting) {
        return Distribution.of(ordinals, open, held, voting, goals.primary(), limits.ordinalsMovable());
    }

    private boolean hasArbiter() {
        return ArbiterAssignment.exists(wish, limits);
    }

    private List<ClusterPreference> candidates() {
        List<ClusterPreference> open = new ArrayList<>();
        List<KubernetesCluster> connected = connected(wish, fleet);
        for (KubernetesCluster cluster : fleet.clusters()) {
            ClusterPreference preference = goals.of(cluster.name());
            if (!connected.contains(cluster)) {
                left.put(cluster.name(), "the slice does not connect it");
            } else if (preference.use() == ClusterPreference.Use.FORBIDDEN) {
                left.put(cluster.name(), "it is forbidden");
            } else if (classes.in(cluster, wish.storage()).isEmpty()) {
                left.put(cluster.name(), "it lacks the storage class");
            } else {
                open.add(preference);
            }
        }
        return open;
    }

    /** Where pods of this wish can talk to each other, as far as is said: the slice's clusters, else the whole fleet. */
    static List<KubernetesCluster> connected(PostgresCluster wish, Fleet fleet) {
        return slice(wish, fleet).map(fleet::connectedBy).orElse(fleet.clusters());
    }

    static Optional<SliceRef> slice(PostgresCluster wish, Fleet fleet) {
        return wish.placement()
                .flatMap(PlacementPolicy::slice)
                .filter(s -> !fleet.slices(s).isEmpty());
    }

    private Placed placed(int ordinal, String name, Distribution.Result result) {
        KubernetesCluster target = fleet.cluster(name).orElseThrow();
        StorageClasses.Chosen chosen = classes.needed(target, wish.storage(), "storage.storageClassName");
        return new Placed(
                ordinal,
                wish.podName(ordinal),
                name,
                chosen.name(),
                List.of(result.reasons().getOrDefault(ordinal, ""), chosen.reason()));
    }

    private InvalidException noRoom(int wanted, List<ClusterPreference> open) {
        if (open.isEmpty() && left.values().stream().allMatch(r -> r.equals("it lacks the storage class"))) {
            classes.needed(connected(wish, fleet).get(0), wish.storage(), "storage.storageClassName");
        }
        List<String> rooms = new ArrayList<>();
        open.forEach(c -> rooms.add(c.clusterName() + " has room for "
                + (c.atMost() == ClusterPreference.UNLIMITED ? "any number" : Integer.toString(c.atMost()))
                + (c.use() == ClusterPreference.Use.REQUIRED ? " and must have one" : "")));
        left.forEach((name, reason) -> rooms.add(name + " is out: " + reason));
        return new InvalidException(List.of(Violation.of(
                "placement.no-room",
                "replicas",
                Integer.toString(wanted),
                "there is no place for all of them: " + String.join("; ", rooms),
                "want fewer replicas, add a cluster, or forbid and require less")));
    }
}
