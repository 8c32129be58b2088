package io.pgspan.placement.survive;

/** The four questions to ask of a loss; they are easily mixed up, and the answers differ. */
public enum Question {
    /** Can a member that holds data be named primary, or stay it? */
    LEADER("a leader can be elected"),
    /** Is every commit that was acknowledged before the loss on a member that is left? */
    COMMITS("every acknowledged commit is safe"),
    /** Is any copy of the data left? */
    COPY("a copy of the data survives"),
    /** Can commits be acknowledged, whichever member leads now? */
    WRITES("writes go on");

    private final String claim;

    Question(String claim) {
        this.claim = claim;
    }

    /** The answer yes, as a clause. */
    public String claim() {
        return claim;
    }
}
