package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.Spread;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the scheduler counts for one pod by one of its hard spread constraints.
 *
 * @param constraint the constraint
 * @param self whether the pod itself will be counted
 * @param nodes the nodes whose domains and pods are counted
 * @param counts the pods in each counted domain, by the label's value
 */
public record SpreadView(Spread constraint, boolean self, Set<String> nodes, Map<String, Integer> counts) {
    /** Copies the collections, sorted. */
    public SpreadView {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
