package io.pgspan.ha.sync;

import java.util.function.Function;

/** The one thing to do next; see {@link SyncPlanner}. */
public sealed interface SyncStep {
    /** The answer of the case that this is. */
    <R> R match(
            Function<Claim, ? extends R> claim,
            Function<Apply, ? extends R> apply,
            Function<Await, ? extends R> await,
            Function<Settled, ? extends R> settled);

    /**
     * Write the record's guarantee, by compare-and-set on the version that the step was planned with; a refused write ends the turn.
     *
     * @param guarantee what the record shall claim
     */
    record Claim(SyncGuarantee guarantee) implements SyncStep {
        @Override
        public <R> R match(
                Function<Claim, ? extends R> claim,
                Function<Apply, ? extends R> apply,
                Function<Await, ? extends R> await,
                Function<Settled, ? extends R> settled) {
            return claim.apply(this);
        }
    }

    /**
     * Set {@code synchronous_standby_names} and reload. Only after the record's last write is known to have succeeded.
     *
     * @param setting what PostgreSQL shall wait for
     */
    record Apply(SyncSetting setting) implements SyncStep {
        @Override
        public <R> R match(
                Function<Claim, ? extends R> claim,
                Function<Apply, ? extends R> apply,
                Function<Await, ? extends R> await,
                Function<Settled, ? extends R> settled) {
            return apply.apply(this);
        }
    }

    /**
     * Nothing to do until something changes.
     *
     * @param why what is waited for, for people
     */
    record Await(String why) implements SyncStep {
        @Override
        public <R> R match(
                Function<Claim, ? extends R> claim,
                Function<Apply, ? extends R> apply,
                Function<Await, ? extends R> await,
                Function<Settled, ? extends R> settled) {
            return await.apply(this);
        }
    }

    /** PostgreSQL waits for what is wished, and the record says so. */
    record Settled() implements SyncStep {
        @Override
        public <R> R match(
                Function<Claim, ? extends R> claim,
                Function<Apply, ? extends R> apply,
                Function<Await, ? extends R> await,
                Function<Settled, ? extends R> settled) {
            return settled.apply(this);
        }
    }
}
