package io.pgspan.ha.sync;

import java.util.function.Function;

/** The one thing to do next; see {@link SyncPlanner}. */
public sealed interface SyncStep {
    /** The answer of the case that this is. */
    default <R> R match(
            Function<Claim, ? extends R> claim,
            Function<Apply, ? extends R> apply,
            Function<Await, ? extends R> await,
            Function<Settled, ? extends R> settled) {
        if (this instanceof Claim it) {
            return claim.apply(it);
        }
        if (this instanceof Apply it) {
            return apply.apply(it);
        }
        if (this instanceof Await it) {
            return await.apply(it);
        }
        return settled.apply((Settled) this);
    }

    /**
     * Write the record's guarantee, by compare-and-set on the version that the step was planned with; a refused write ends the turn.
     *
     * @param guarantee what the record shall claim
     */
    record Claim(SyncGuarantee guarantee) implements SyncStep {}

    /**
     * Set {@code synchronous_standby_names} and reload. Only after the record's last write is known to have succeeded.
     *
     * @param setting what PostgreSQL shall wait for
     */
    record Apply(SyncSetting setting) implements SyncStep {}

    /**
     * Nothing to do until something changes.
     *
     * @param why what is waited for, for people
     */
    record Await(String why) implements SyncStep {}

    /** PostgreSQL waits for what is wished, and the record says so. */
    record Settled() implements SyncStep {}
}
