package io.pgspan.ha.sync;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the record claims about acknowledged commits: each is on the holder and on at least {@code count} of {@code names}. Count 0
 * claims that only the holder is known to have them all. Without {@code synchronous} nothing is claimed: a failover may lose commits.
 *
 * @param synchronous whether anything is claimed
 * @param count how many of the names hold each commit; 0 exactly when there are no names
 * @param names sorted, in lower case, each once; never the holder's
 */
public record SyncGuarantee(boolean synchronous, int count, List<String> names) {
    private static final SyncGuarantee ASYNCHRONOUS = new SyncGuarantee(false, 0, List.of());
    private static final SyncGuarantee ALONE = new SyncGuarantee(true, 0, List.of());

    /** @throws PgspanException when the count doesn't fit the names, or nothing is claimed of some names */
    public SyncGuarantee {
        names = SyncNames.sorted(count == 0 ? List.of() : names);
        if (count < 0 || count > names.size() || (!synchronous && count > 0)) {
            throw new PgspanException("guarantee: commits can't be " + (synchronous ? "" : "asynchronous and ") + "on "
                    + count + " of " + names + "; claim 0 up to the number of names");
        }
    }

    /** Nothing is claimed. */
    public static SyncGuarantee asynchronous() {
        return ASYNCHRONOUS;
    }

    /** Only the holder is known to have every acknowledged commit. */
    public static SyncGuarantee alone() {
        return ALONE;
    }

    /** Every acknowledged commit is on the holder and on {@code count} of {@code names}; {@link #alone} when {@code count} is 0. */
    public static SyncGuarantee of(int count, List<String> names) {
        return new SyncGuarantee(true, count, names);
    }

    /**
     * Whether an acknowledged commit may be known only to members that have not promised. The rule of every election: who takes over while
     * this is true may lose a commit. False without a claim.
     *
     * @param lastHolder who acknowledged commits last; "" when nobody is known
     * @param promised members that receive no more WAL of the last holder, the candidate included
     */
    public boolean mayHide(String lastHolder, Set<String> promised) {
        Set<String> heard = new TreeSet<>();
        promised.forEach(p -> heard.add(SyncNames.folded(p)));
        if (!synchronous || heard.contains(SyncNames.folded(lastHolder))) {
            return false;
        }
        return names.stream().filter(n -> !heard.contains(n)).count() >= count;
    }

    /**
     * What may be claimed once another member holds the record: the former holder has every commit and takes the new one's place among
     * the names. Commits that were on {@code by} and {@code count} - 1 others are now on {@code by}, those others and {@code from}.
     *
     * @param by the new holder; it must have every acknowledged commit
     * @param from the former holder; may be {@code by}; empty when nobody ever acknowledged a commit
     */
    public SyncGuarantee takenOver(String by, Optional<String> from) {
        Set<String> now = new TreeSet<>(names);
        from.ifPresent(f -> now.add(SyncNames.folded(f)));
        now.remove(SyncNames.folded(by));
        return count == 0 ? this : of(Math.min(count, now.size()), List.copyOf(now));
    }

    /** Whether whatever satisfies this satisfies {@code other} too. */
    public boolean implies(SyncGuarantee other) {
        return !other.synchronous
                || (synchronous && (other.count == 0 || count - SyncNames.outside(names, other.names) >= other.count));
    }

    /**
     * A guarantee that this one implies and that holds under both settings, so that a record with it stands while one replaces the other:
     * what {@code to} gives if that is true already, else the least count of all names.
     *
     * @param shown what PostgreSQL waits for now
     * @param to what it shall wait for
     */
    public SyncGuarantee weakened(SyncSetting shown, SyncSetting to) {
        SyncGuarantee target = to.guarantee();
        if (!synchronous) {
            return this;
        }
        if (implies(target) && shown.implies(target)) {
            return target;
        }
        int least = count;
        Set<String> all = new TreeSet<>(names);
        for (SyncSetting setting : List.of(shown, to)) {
            if (!setting.acknowledgesNothing()) {
                least = Math.min(least, setting.effectiveCount());
                all.addAll(setting.names());
            }
        }
        return of(least, List.copyOf(all));
    }

    /**
     * The setting that keeps this true, {@code ANY count (names)}: what a new holder must wait for from its first commit on. Empty when
     * nothing is claimed of others.
     */
    public SyncSetting setting() {
        return count == 0 ? SyncSetting.none() : SyncSetting.any(count, names);
    }
}
