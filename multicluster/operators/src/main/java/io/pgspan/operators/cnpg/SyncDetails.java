package io.pgspan.operators.cnpg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only CloudNativePG has of synchronous replication.
 *
 * @param legacyMinimum the lower of the two numbers of the older form, which is then used where it fits; null: the newer form. Default null
 * @param maxFromCluster how many of the cluster's own instances are listed at most; null: all. Default null
 * @param before names of standbys elsewhere, listed before the own; default none
 * @param after names of standbys elsewhere, listed after the own; default none
 * @param failoverQuorum whether a failover that could lose an acknowledged commit is refused; default false
 */
public record SyncDetails(
        @Nullable Integer legacyMinimum,
        @Nullable Integer maxFromCluster,
        List<String> before,
        List<String> after,
        boolean failoverQuorum) {
    private static final SyncDetails DEFAULTS = new SyncDetails(null, null, List.of(), List.of(), false);

    /** Copies the lists. */
    public SyncDetails {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Nothing said. */
    public static SyncDetails ofDefaults() {
        return DEFAULTS;
    }

    /** The older form, with its lower number. */
    static SyncDetails legacy(int minimum) {
        return new SyncDetails(minimum, null, List.of(), List.of(), false);
    }
}
