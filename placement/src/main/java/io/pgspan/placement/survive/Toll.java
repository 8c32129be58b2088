package io.pgspan.placement.survive;

import java.util.BitSet;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What some domains take with them.
 *
 * @param members by number
 * @param clusters whole Kubernetes clusters
 * @param sites pairs of cluster and site, by number of {@link Judge}
 */
record Toll(BitSet members, SortedSet<String> clusters, BitSet sites) {

    static Toll none() {
        return new Toll(new BitSet(), new TreeSet<>(), new BitSet());
    }

    /** What a domain takes before anything is known of its members and sites. */
    static Toll of(FailureDomain domain) {
        Toll toll = none();
        if (domain.level() == Level.CLUSTER) {
            toll.clusters.add(domain.path());
        }
        return toll;
    }

    static Toll sum(Collection<Toll> tolls) {
        Toll sum = none();
        for (Toll toll : tolls) {
            sum.members.or(toll.members);
            sum.clusters.addAll(toll.clusters);
            sum.sites.or(toll.sites);
        }
        return sum;
    }

    /** Whether the other one takes all that this one takes. */
    boolean isWithin(Toll other) {
        return other.clusters.containsAll(clusters) && isWithin(members, other.members) && isWithin(sites, other.sites);
    }

    private static boolean isWithin(BitSet one, BitSet other) {
        BitSet rest = (BitSet) one.clone();
        rest.andNot(other);
        return rest.isEmpty();
    }
}
