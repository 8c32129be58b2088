package io.pgspan.operators.kubedb.ops;

/** How far a request is. */
public enum OpsPhase {
    /** It waits, for its turn or for the database to be ready. */
    PENDING("Pending", false),
    /** It is being carried out. */
    PROGRESSING("Progressing", false),
    /** It is done. */
    SUCCESSFUL("Successful", true),
    /** A person or a window of time must let it begin. */
    WAITING_FOR_APPROVAL("WaitingForApproval", false),
    /** It was given up. */
    FAILED("Failed", true),
    /** It was let begin. */
    APPROVED("Approved", false),
    /** It was refused. */
    DENIED("Denied", true),
    /** It is not carried out: a newer one of its type is, or it was merged into another, see {@link OpsQueue#mergedInto}. */
    SKIPPED("Skipped", true);

    private final String word;
    private final boolean terminal;

    OpsPhase(String word, boolean terminal) {
        this.word = word;
        this.terminal = terminal;
    }

    /** Whether nothing comes after it. */
    public boolean isFinal() {
        return terminal;
    }

    /** Whether the operation ran to its end, for better or worse; only then does the webhook let the database go. */
    public boolean isCompleted() {
        return this == SUCCESSFUL || this == FAILED;
    }

    /** The operator's word. */
    @Override
    public String toString() {
        return word;
    }
}
