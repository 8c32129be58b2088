package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.Spread;
import java.util.Arrays;

/**
 * One soft spread constraint of one shape of pod. For host names each node's own pods count, whatever the policies say; for other keys
 * those of the domain's contributing nodes. The weight of a domain's count is the logarithm of how many domains the nodes that passed the
 * filters have, so that few domains don't drown many.
 */
final class SoftSpread implements Tally {
    private final Counted rule;
    private final boolean[] contributes;
    private final boolean hostname;
    private final Topology topology;
    /** By node: where its count is kept. */
    private final int[] places;

    private final int[] counts;
    private final int[] seen;
    private int round;
    private double weight;

    /** Counts by domain; shared by constraints of one key where a release merges them. */
    SoftSpread(Counted rule, Topology topology, boolean[] contributes, int[] shared) {
        this.rule = rule;
        this.topology = topology;
        this.contributes = contributes;
        this.hostname = isHostname(rule);
        this.places = hostname ? identity(contributes.length) : emptyForMissing(topology);
        this.counts = shared;
        this.seen = new int[hostname ? 0 : topology.size()];
    }

    static boolean isHostname(Counted rule) {
        return rule.spread().topologyKey().equals(Spread.HOSTNAME);
    }

    static int[] counts(Counted rule, Topology topology, int nodes) {
        return new int[isHostname(rule) ? nodes : topology.size()];
    }

    private static int[] identity(int size) {
        int[] places = new int[size];
        for (int n = 0; n < size; n++) {
            places[n] = n;
        }
        return places;
    }

    /** A missing label counts as the empty value; where every key is demanded such nodes never get here. */
    private static int[] emptyForMissing(Topology topology) {
        int[] places = topology.values().clone();
        for (int n = 0; n < places.length; n++) {
            places[n] = Math.max(places[n], 0);
        }
        return places;
    }

    Counted rule() {
        return rule;
    }

    @Override
    public void add(int node, long amount) {
        if (hostname || contributes[node]) {
            counts[places[node]] += (int) amount;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(counts, 0);
    }

    /** Counts the domains of the nodes that are scored. */
    void measure(int[] totals, boolean[] ignored) {
        int size = 0;
        round++;
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] < 0 || ignored[n]) {
                continue;
            }
            if (hostname) {
                size++;
            } else if (seen[places[n]] != round) {
                seen[places[n]] = round;
                size++;
            }
        }
        weight = StrictMath.log(size + 2.0);
    }

    /** Adds what the constraint thinks of each node to the sums; nodes without the key get nothing. */
    void addTo(double[] sums) {
        double skew = rule.spread().maxSkew() - 1;
        int[] values = topology.values();
        for (int n = 0; n < sums.length; n++) {
            if (values[n] >= 0) {
                sums[n] += counts[places[n]] * weight + skew;
            }
        }
    }

    int count(int node) {
        return counts[places[node]];
    }

    double weight() {
        return weight;
    }

    boolean hasKey(int node) {
        return topology.has(node);
    }
}
