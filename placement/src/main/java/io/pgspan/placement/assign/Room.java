package io.pgspan.placement.assign;

import java.util.Comparator;

/** One Kubernetes cluster while ordinals are handed out. */
final class Room {
    /** Who is served least for its weight, then the cheapest, then the first name. Exact: no fractions. */
    static final Comparator<Room> NEEDIEST = Room::need;

    /** Whose last ordinal is missed least; the greatest is the richest. */
    static final Comparator<Room> RICHEST = Room::wealth;

    private final ClusterPreference preference;
    private int count;
    private int votesOfOthers;

    Room(ClusterPreference preference) {
        this.preference = preference;
    }

    /** The divisor method of odd numbers: (2·count + 1) / weight, multiplied out. */
    private static int need(Room a, Room b) {
        int served =
                Long.compare((2L * a.count + 1) * b.preference.weight(), (2L * b.count + 1) * a.preference.weight());
        if (served != 0) {
            return served;
        }
        int cost = Long.compare(a.preference.cost(), b.preference.cost());
        return cost != 0 ? cost : a.name().compareTo(b.name());
    }

    private static int wealth(Room a, Room b) {
        int served =
                Long.compare((2L * a.count - 1) * b.preference.weight(), (2L * b.count - 1) * a.preference.weight());
        if (served != 0) {
            return served;
        }
        int cost = Long.compare(a.preference.cost(), b.preference.cost());
        return cost != 0 ? cost : b.name().compareTo(a.name());
    }

    String name() {
        return preference.clusterName();
    }

    ClusterPreference preference() {
        return preference;
    }

    int count() {
        return count;
    }

    int votes() {
        return count + votesOfOthers;
    }

    void add(int ordinals) {
        count += ordinals;
    }

    /** The voter without data comes or goes. */
    void addVotes(int votes) {
        votesOfOthers += votes;
    }

    boolean isMissed() {
        return preference.use() == ClusterPreference.Use.REQUIRED && count == 0;
    }

    boolean canSpare() {
        return count > (preference.use() == ClusterPreference.Use.REQUIRED ? 1 : 0);
    }

    int excess() {
        return Math.max(0, count - preference.atMost());
    }

    @Override
    public String toString() {
        return name() + " has " + count + (preference.weight() == 1 ? "" : " at weight " + preference.weight());
    }
}
