package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.operators.decode.Words;

/** How {@code pg_upgrade} brings files into the new data directory. */
public enum TransferMethod {
    /** The file system makes a copy that takes no room until it is changed; needs PostgreSQL 12. */
    CLONE("Clone", 12),
    /** A copy made within the file system; needs PostgreSQL 17. */
    COPY_FILE_RANGE("CopyFileRange", 17),
    /** A copy: slow, takes as much room again, and the old directory stays whole. */
    COPY("Copy", 0),
    /** The same files in both: at once, but the old directory can't be used any more. */
    LINK("Link", 0);

    static final Words<TransferMethod> WORDS = Words.of("Clone", CLONE)
            .or("CopyFileRange", COPY_FILE_RANGE)
            .or("Copy", COPY)
            .or("Link", LINK);

    private final String word;
    private final int since;

    TransferMethod(String word, int since) {
        this.word = word;
        this.since = since;
    }

    /** The word in the object. */
    public String word() {
        return word;
    }

    /** The first major version that can be upgraded to in this way; 0 when every one can. */
    public int since() {
        return since;
    }
}
