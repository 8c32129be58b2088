package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the model turns by: the product's own rules, which a mutant overrides one at a time. */
class SyncRules {
    /** Everything the planner is asked with. */
    record Question(
            SyncWish wish,
            List<SyncCandidate> standbys,
            SyncGuarantee claimed,
            SyncSetting shown,
            Optional<Lsn> since,
            List<String> lastNames) {

        SyncSetting target() {
            return wish.mode() == SyncWish.Mode.OFF ? SyncSetting.none() : sought();
        }

        private SyncSetting sought() {
            return new SyncTarget(wish, "", standbys, claimed, shown, since, lastNames).setting();
        }
    }

    SyncStep next(Question q) {
        return SyncPlanner.next(q.wish, "", q.standbys, q.claimed, Optional.of(q.shown), q.since, q.lastNames);
    }

    SyncGuarantee takenOver(SyncGuarantee claimed, String by, String from) {
        return claimed.takenOver(by, Optional.of(from));
    }

    boolean mayHide(SyncGuarantee claimed, String lastHolder, Set<String> promised) {
        return claimed.mayHide(lastHolder, promised);
    }
}
