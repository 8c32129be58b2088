package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.List;
import java.util.Optional;

/**
 * Moves what PostgreSQL waits for (A, the setting) and what the record claims (B, the guarantee) to what is wished, one step at a time.
 *
 * <p>The two can't change at once, so their order is the safety argument. At every moment in which the holder can acknowledge a commit,
 * <em>A implies B</em>, and all commits acknowledged before satisfy B. So:
 *
 * <ol>
 *   <li>B is weakened first, to what A and the target imply both;
 *   <li>then A becomes the target;
 *   <li>once A is in effect, and as many of the target's names as it counts have confirmed what of the log was flushed then,
 *       every commit up to it is with them too, and every later one waits for them: B is raised to the target.
 * </ol>
 *
 * <p>While a change of A may not be in effect yet, B is implied by the former A and by the new one; weakening B further keeps that,
 * for implication is transitive. Hence any change of the standbys or of the wish between two steps, and a stop after any, leaves a state
 * from which this goes on.
 *
 * <p>A setting edited by hand that doesn't imply B is answered by weakening B at once, then by repairing A. Commits acknowledged between the
 * edit and that write may be lost by a failover: nothing can help them.
 *
 * <p>Cost: linear in the standbys times the names, but for the sort.
 */
public final class SyncPlanner {
    private SyncPlanner() {}

    /**
     * The next step. Don't ask while the server doesn't answer; nor, after a take-over, before the other standbys had the time to connect,
     * unless to go without them is meant.
     *
     * @param wish what is wished
     * @param ownDomain the holder's failure domain; "" when unknown
     * @param standbys what is connected to the holder
     * @param claimed B, as last read
     * @param effective A, as PostgreSQL shows it; empty when what it shows gives no guarantee (see {@link SyncSetting#parse})
     * @param since how far the log was flushed, read when A had settled in effect: a commit is flushed before it is acknowledged; empty while it
     *     has not. After a change from the empty
     *     setting it is in effect only when the checkpointer has seen it
     * @param lastNames whom a strict wish waits for when there is nobody and neither A nor B names anybody
     */
    public static SyncStep next(
            SyncWish wish,
            String ownDomain,
            List<SyncCandidate> standbys,
            SyncGuarantee claimed,
            Optional<SyncSetting> effective,
            Optional<Lsn> since,
            List<String> lastNames) {
        if (wish.mode() == SyncWish.Mode.OFF) {
            return off(claimed, effective);
        }
        if (!claimed.synchronous()) {
            return new SyncStep.Claim(SyncGuarantee.alone()); // true of every holder
        }
        SyncSetting shown = effective.orElse(SyncSetting.none()); // a wildcard gives no more than nothing
        SyncSetting target = new SyncTarget(wish, ownDomain, standbys, claimed, shown, since, lastNames).setting();
        if (!shown.implies(claimed)) {
            return new SyncStep.Claim(claimed.weakened(shown, target));
        }
        if (effective.isPresent() && shown.equals(target)) {
            return rest(target, standbys, claimed, since);
        }
        return target.implies(claimed)
                ? new SyncStep.Apply(target)
                : new SyncStep.Claim(claimed.weakened(shown, target));
    }

    private static SyncStep off(SyncGuarantee claimed, Optional<SyncSetting> effective) {
        if (claimed.synchronous()) {
            return new SyncStep.Claim(SyncGuarantee.asynchronous());
        }
        boolean none = effective.equals(Optional.of(SyncSetting.none()));
        return none ? new SyncStep.Settled() : new SyncStep.Apply(SyncSetting.none());
    }

    /** The setting is as wished; is it in effect, and may it be claimed? */
    private static SyncStep rest(
            SyncSetting target, List<SyncCandidate> standbys, SyncGuarantee claimed, Optional<Lsn> since) {
        if (since.isEmpty()) {
            return new SyncStep.Await(
                    "not known yet whether commits wait for " + target.count() + " of " + target.names());
        }
        if (claimed.equals(target.guarantee())) {
            return new SyncStep.Settled();
        }
        List<String> missing = target.names().stream()
                .filter(n -> !SyncTarget.confirmed(n, standbys, since.get()))
                .toList();
        return target.names().size() - missing.size() >= target.effectiveCount()
                ? new SyncStep.Claim(target.guarantee())
                : new SyncStep.Await("waiting for " + missing + " to confirm " + since.get() + "; commits wait for "
                        + target.count() + " of " + target.names());
    }
}
