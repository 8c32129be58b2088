package io.pgspan.placement.survive;

import java.util.Comparator;

/**
 * What is lost as a whole.
 *
 * @param level its kind
 * @param path {@code cluster}; {@code region}; {@code cluster/zone}, or {@code region/zone} where nodes name their region;
 *     {@code cluster/zone/node}, or {@code cluster/node} for a node without a zone; the name of a scenario
 */
public record FailureDomain(Level level, String path) implements Comparable<FailureDomain> {
    private static final Comparator<FailureDomain> ORDER =
            Comparator.comparing(FailureDomain::level).thenComparing(FailureDomain::path);

    /** A Kubernetes cluster. */
    public static FailureDomain cluster(String name) {
        return new FailureDomain(Level.CLUSTER, name);
    }

    @Override
    public int compareTo(FailureDomain other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return level.noun(1) + " " + path;
    }
}
