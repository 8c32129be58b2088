package io.pgspan.operators.kubedb.policy;

import org.jspecify.annotations.Nullable;

/**
 * That the database fails over between data centres, and how.
 *
 * @param mode the topology, or null to have it derived from the roles
 * @param trigger what decides where the primary is; null when nothing is named
 */
public record FailoverPolicy(@Nullable Mode mode, @Nullable FailoverTrigger trigger) {
    /** The topology of the data centres. */
    public enum Mode {
        /** Two members, and at least one arbiter or witness. */
        TWO_DC,
        /** Three members or more. */
        THREE_DC
    }
}
