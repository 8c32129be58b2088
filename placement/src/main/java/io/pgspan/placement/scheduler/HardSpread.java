package io.pgspan.placement.scheduler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One hard spread constraint of one shape of pod. A domain exists when a node contributes to it; the smallest count over the domains is
 * found anew only after a count changed.
 */
final class HardSpread implements Tally {
    private final Counted rule;
    private final boolean[] contributes;
    private final Domains domains;

    /** Counts by domain; shared by constraints of one key where a release merges them. */
    static final class Domains {
        private final Topology topology;
        /** By node: its domain's place, the place after the last for a domain that doesn't exist, −1 without the label. */
        private final int[] places;

        private final int[] counts;
        private int min;
        private boolean changed = true;

        Domains(Topology topology, boolean[] contributes) {
            this.topology = topology;
            int[] placeOfValue = new int[topology.size()];
            Arrays.fill(placeOfValue, -1);
            int known = 0;
            for (int n = 0; n < contributes.length; n++) {
                if (contributes[n] && placeOfValue[topology.value(n)] < 0) {
                    placeOfValue[topology.value(n)] = known;
                    known++;
                }
            }
            this.places = new int[contributes.length];
            for (int n = 0; n < places.length; n++) {
                int place = topology.has(n) ? placeOfValue[topology.value(n)] : -1;
                places[n] = !topology.has(n) ? -1 : place < 0 ? known : place;
            }
            this.counts = new int[known + 1];
        }

        int known() {
            return counts.length - 1;
        }

        private int min() {
            if (changed) {
                int smallest = Integer.MAX_VALUE;
                for (int i = 0; i < counts.length - 1; i++) {
                    smallest = Math.min(smallest, counts[i]);
                }
                min = smallest;
                changed = false;
            }
            return min;
        }
    }

    HardSpread(Counted rule, Domains domains, boolean[] contributes) {
        this.rule = rule;
        this.domains = domains;
        this.contributes = contributes;
    }

    Counted rule() {
        return rule;
    }

    @Override
    public void add(int node, long amount) {
        if (contributes[node]) {
            domains.counts[domains.places[node]] += (int) amount;
            domains.changed = true;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(domains.counts, 0);
        domains.changed = true;
    }

    boolean lacksKey(int node) {
        return domains.places[node] < 0;
    }

    int count(int node) {
        return domains.counts[domains.places[node]];
    }

    int domains() {
        return domains.known();
    }

    /** The smallest count, 0 when there are fewer domains than demanded. */
    int min() {
        int demanded = rule.spread().minDomains().orElse(1);
        return domains.known() < demanded ? 0 : domains.min();
    }

    /** The largest count a domain may have to take one more. */
    long limit() {
        return (long) rule.spread().maxSkew() - rule.self() + min();
    }

    /** Strikes out, with −1, every node that lacks the key or whose domain is full. */
    void filter(int[] totals) {
        long limit = limit();
        int most = (int) Math.max(-1, Math.min(limit, Integer.MAX_VALUE));
        int[] places = domains.places;
        int[] counts = domains.counts;
        for (int n = 0; n < totals.length; n++) {
            int place = places[n];
            if (place < 0 || counts[place] > most) {
                totals[n] = -1;
            }
        }
    }

    String topologyKey() {
        return domains.topology.key();
    }

    SpreadView view(NodeTable nodes) {
        Set<String> counted = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int n = 0; n < contributes.length; n++) {
            if (contributes[n]) {
                counted.add(nodes.name(n));
                counts.put(nodes.get(n).labels().getOrDefault(topologyKey(), ""), count(n));
            }
        }
        return new SpreadView(rule.spread(), rule.self() > 0, counted, counts);
    }
}
