package io.pgspan.ha;

import io.pgspan.ha.record.Versioned;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The record as this agent has seen it.
 *
 * @param seen the record, null before the first look or when there is none
 * @param leaseSince when the holder's last sign of life in it was first seen: another writer's version does not move it
 * @param versionSince when this very version was first seen
 * @param confirmed when the latest read that still showed it was sent
 * @param inDoubt whether a write of this agent's own that had no answer may still replace it, however long it is on its way
 * @param gone whether the latest read found none, and this one is remembered for a primary that maintenance keeps
 */
record Sight(
        @Nullable Versioned seen,
        Duration leaseSince,
        Duration versionSince,
        Duration confirmed,
        boolean inDoubt,
        boolean gone) {
    static final Sight NOTHING = new Sight(null, Duration.ZERO, Duration.ZERO, Duration.ZERO, false, false);

    /** A read's answer. */
    Sight read(@Nullable Versioned now, Duration sent, Duration received) {
        if (now != null && seen != null && now.version().equals(seen.version())) {
            return new Sight(seen, leaseSince, versionSince, sent, inDoubt, false);
        }
        return new Sight(
                now, sameLease(now) ? leaseSince : received, received, sameLease(now) ? sent : received, false, false);
    }

    /** A read found none, which tells a primary that maintenance keeps nothing about itself. */
    Sight missed() {
        return new Sight(seen, leaseSince, versionSince, confirmed, inDoubt, true);
    }

    /** What this agent has written itself. */
    Sight wrote(Versioned now, Duration received) {
        return new Sight(now, sameLease(now) ? leaseSince : received, received, received, false, false);
    }

    /** A write that should have replaced a version had no answer: as long as that version stays, it may still be applied. */
    Sight doubting(String version) {
        return seen != null && seen.version().equals(version)
                ? new Sight(seen, leaseSince, versionSince, confirmed, true, gone)
                : this;
    }

    private boolean sameLease(@Nullable Versioned now) {
        return now != null
                && seen != null
                && now.record().lease().equals(seen.record().lease());
    }
}
