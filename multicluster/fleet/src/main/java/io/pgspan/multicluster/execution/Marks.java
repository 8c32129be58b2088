package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.execution.Journal.Mark;
import io.pgspan.multicluster.execution.Journal.Page;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of one plan, as this executor has read and written it. */
final class Marks {
    private final Journal journal;
    private final String plan;
    private final Patience patience;
    private Page page;

    private Marks(Journal journal, String plan, Patience patience, Page page) {
        this.journal = journal;
        this.plan = plan;
        this.patience = patience;
        this.page = page;
    }

    static Marks read(Journal journal, String plan, Patience patience) throws InterruptedException {
        return new Marks(journal, plan, patience, patience.ask(() -> journal.read(plan)));
    }

    @Nullable
    Mark of(String step) {
        return page.marks().get(step);
    }

    /** A write whose answer was lost is found by reading; what is found and isn't this is somebody else's. */
    void set(String step, Mark mark) throws InterruptedException {
        Map<String, Mark> next = new HashMap<>(page.marks());
        next.put(step, mark);
        Page before = page;
        boolean[] inDoubt = {false};
        page = patience.ask(() -> {
            if (inDoubt[0]) {
                Page there = journal.read(plan);
                if (!there.version().equals(before.version())) {
                    if (there.marks().equals(next)) {
                        return there;
                    }
                    throw new JournalConflictException(plan);
                }
            }
            try {
                return journal.write(plan, before, next);
            } catch (JournalConflictException e) {
                throw e;
            } catch (PgspanException e) {
                inDoubt[0] = true;
                throw e;
            }
        });
    }
}
