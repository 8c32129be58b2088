package io.pgspan.placement.assign;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Hands ordinals to Kubernetes clusters.
 *
 * <p>The order of what matters: what is forbidden or has no room; then that no single cluster's loss takes the majority; then that what
 * runs stays, the primary before all; then the shares by weight; then cost; then names. Since replicas are alike, moves, shares and cost
 * are convex in each cluster's count, so handing out one ordinal after the other to whoever needs it most is optimal for all of them in
 * that order, not only near it: no exchange of two could be better.
 *
 * <p>Equal whatever the order of its input. Cost: ordinals × clusters.
 */
final class Distribution {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final List<Room> rooms;
    private final Voting voting;
    private final OptionalInt primary;
    private final boolean movable;
    private final SortedMap<Integer, String> clusters = new TreeMap<>();
    private final SortedMap<Integer, String> reasons = new TreeMap<>();
    private final SortedMap<Integer, String> evicted = new TreeMap<>();

    private Distribution(List<Room> rooms, Voting voting, OptionalInt primary, boolean movable) {
        this.rooms = rooms;
        this.voting = voting;
        this.primary = primary;
        this.movable = movable;
    }

    /**
     * Who votes besides replicas.
     *
     * @param limit the greatest number of votes in one cluster, empty when votes don't count
     * @param arbiterWithZero whether a voter without data lives where ordinal 0 does
     */
    record Voting(OptionalInt limit, boolean arbiterWithZero) {
        Voting unlimited() {
            return new Voting(OptionalInt.empty(), arbiterWithZero);
        }
    }

    /**
     * What came of it.
     *
     * @param clusters the cluster of each ordinal
     * @param reasons why, of each
     * @param evicted why an ordinal could not stay, of those that had to go
     */
    record Result(
            SortedMap<Integer, String> clusters,
            SortedMap<Integer, String> reasons,
            SortedMap<Integer, String> evicted) {}

    /**
     * Distributes ordinals; empty when there is no room for one.
     *
     * @param preferences of each cluster that may have replicas
     * @param held where ordinals are already, in one of these clusters each
     */
    static Optional<Result> of(
            SortedSet<Integer> ordinals,
            List<ClusterPreference> preferences,
            Map<Integer, String> held,
            Voting voting,
            OptionalInt primary,
            boolean movable) {
        List<Room> rooms = preferences.stream()
                .sorted(Comparator.comparing(ClusterPreference::clusterName))
                .map(Room::new)
                .toList();
        return new Distribution(rooms, voting, primary, movable).run(ordinals, held);
    }

    private Optional<Result> run(SortedSet<Integer> ordinals, Map<Integer, String> held) {
        new TreeMap<>(held).forEach((ordinal, name) -> {
            if (ordinals.contains(ordinal)) {
                put(ordinal, room(name), "ordinal " + ordinal + " runs in cluster " + name + " and stays");
            }
        });
        if (movable) {
            rooms.forEach(room -> evict(
                    room,
                    room.excess(),
                    "cluster " + room.name() + " has room for only "
                            + room.preference().atMost()));
            int most = voting.limit().orElse(NO_LIMIT);
            rooms.forEach(room -> evict(
                    room, room.votes() - most, "the loss of cluster " + room.name() + " would take the majority"));
            makeRoomForTheMissed(ordinals.size());
        }
        for (int ordinal : ordinals) {
            if (!clusters.containsKey(ordinal) && !hand(ordinal)) {
                return Optional.empty();
            }
        }
        return rooms.stream().anyMatch(Room::isMissed)
                ? Optional.empty()
                : Optional.of(new Result(clusters, reasons, evicted));
    }

    /** A cluster that must have a replica gets one of another's when no new one is left for it. */
    private void makeRoomForTheMissed(int ordinals) {
        long missed = rooms.stream().filter(Room::isMissed).count();
        for (long left = (long) ordinals - clusters.size(); left < missed; left++) {
            Room richest = rooms.stream()
                    .filter(Room::canSpare)
                    .max(Comparator.comparing((Room r) -> !isAllThePrimary(r)).thenComparing(Room.RICHEST))
                    .orElse(null);
            if (richest == null) {
                return;
            }
            evict(richest, 1, "another cluster must have a replica");
        }
    }

    private boolean isAllThePrimary(Room room) {
        return room.count() == 1 && primary.isPresent() && room.name().equals(clusters.get(primary.getAsInt()));
    }

    private void evict(Room room, int excess, String reason) {
        for (int i = 0; i < excess; i++) {
            int last = clusters.entrySet().stream()
                    .filter(e -> e.getValue().equals(room.name()))
                    .map(Map.Entry::getKey)
                    .max(Comparator.comparing((Integer o) -> primary.isEmpty() || primary.getAsInt() != o)
                            .thenComparing(Comparator.naturalOrder()))
                    .orElse(-1);
            if (last < 0) {
                return;
            }
            clusters.remove(last);
            reasons.remove(last);
            evicted.put(last, reason);
            room.add(-1);
            if (last == 0 && voting.arbiterWithZero()) {
                room.addVotes(-1);
            }
        }
    }

    private boolean hand(int ordinal) {
        boolean firstVote = ordinal == 0 && voting.arbiterWithZero();
        List<Room> open = rooms.stream().filter(r -> hasRoom(r, firstVote)).toList();
        List<Room> missed = open.stream().filter(Room::isMissed).toList();
        Room chosen =
                (missed.isEmpty() ? open : missed).stream().min(Room.NEEDIEST).orElse(null);
        if (chosen == null) {
            return false;
        }
        put(ordinal, chosen, why(ordinal, chosen, open, !missed.isEmpty()));
        return true;
    }

    private static String why(int ordinal, Room chosen, List<Room> open, boolean missed) {
        String goes = "no rule names ordinal " + ordinal + "; it goes to cluster " + chosen.name() + ": ";
        if (missed) {
            return goes + "that cluster must have a replica";
        }
        return open.size() == 1
                ? goes + "the only one with room"
                : goes + "it is served least for its weight, of "
                        + open.stream().map(Room::toString).collect(Collectors.joining(", "));
    }

    private boolean hasRoom(Room room, boolean withArbiter) {
        int votes = room.votes() + (withArbiter ? 2 : 1);
        return room.count() < room.preference().atMost()
                && (voting.limit().isEmpty() || votes <= voting.limit().getAsInt());
    }

    private void put(int ordinal, Room room, String reason) {
        clusters.put(ordinal, room.name());
        reasons.put(ordinal, reason);
        room.add(1);
        if (ordinal == 0 && voting.arbiterWithZero()) {
            room.addVotes(1);
        }
    }

    private Room room(String name) {
        return rooms.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }
}
