package io.pgspan.multicluster.execution;

import java.util.Map;

/**
 * What an executor has begun and done of a plan, kept where the next executor finds it. Each plan has a page; pages change by
 * compare-and-swap, so that of two executors of one plan the one that wrote last goes on and the other notices.
 */
public interface Journal {

    /** What is known of a step. */
    enum Mark {
        /** It was about to begin; whether it did, the world knows. */
        BEGUN,
        /** It is done and is never begun again. */
        DONE
    }

    /**
     * What is written of one plan.
     *
     * @param version what {@link #write} names to replace this; empty when nothing has been written
     * @param marks by the id of the step
     */
    record Page(String version, Map<String, Mark> marks) {
        /** Copies the marks. */
        public Page {
            marks = Map.copyOf(marks);
        }
    }

    /**
     * The page of a plan; an empty one when there is none.
     *
     * @throws io.pgspan.model.PgspanException when it can't be read now
     */
    Page read(String plan);

    /**
     * Replaces the page that was read.
     *
     * @return the page as it is now
     * @throws JournalConflictException when somebody else has written meanwhile
     * @throws io.pgspan.model.PgspanException when it can't be written now, or it isn't known whether it was
     */
    Page write(String plan, Page read, Map<String, Mark> marks);
}
