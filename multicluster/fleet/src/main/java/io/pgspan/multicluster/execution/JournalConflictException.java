package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;

/** Somebody else has written to the journal of this plan: another executor carries it out. */
public final class JournalConflictException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** Says which plan. */
    public JournalConflictException(String plan) {
        super("journal of plan " + plan
                + ": somebody else has written to it; leave the plan to that executor, or stop it first");
    }
}
