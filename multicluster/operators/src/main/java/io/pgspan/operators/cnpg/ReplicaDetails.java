package io.pgspan.operators.cnpg;

import org.jspecify.annotations.Nullable;

/**
 * What only CloudNativePG has of a cluster that follows another one, or that another one follows.
 *
 * @param source the name of the external cluster that is followed; default {@code source}
 * @param self the cluster's name in the distributed topology; null: its own. Default null
 * @param primary the name there of the cluster that leads; null: there is no such topology. Default null
 * @param promotionToken the token of the cluster that led before; null: none. Default null
 * @param minApplyDelay how long a change waits before it is replayed, as Go writes durations; null: not at all. Default null
 */
public record ReplicaDetails(
        String source,
        @Nullable String self,
        @Nullable String primary,
        @Nullable String promotionToken,
        @Nullable String minApplyDelay) {
    static final String SOURCE = "source";

    private static final ReplicaDetails DEFAULTS = new ReplicaDetails(SOURCE, null, null, null, null);

    /** Nothing said. */
    public static ReplicaDetails ofDefaults() {
        return DEFAULTS;
    }

    /** A cluster in a distributed topology. */
    static ReplicaDetails of(String source, @Nullable String self, String primary) {
        return new ReplicaDetails(source, self, primary, null, null);
    }

    /** Whether the cluster follows by the names alone; false when there is no topology. */
    boolean follows(String cluster) {
        return primary != null && !primary.equals(self == null ? cluster : self);
    }
}
