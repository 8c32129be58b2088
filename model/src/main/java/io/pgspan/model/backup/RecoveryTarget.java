package io.pgspan.model.backup;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/** Where a recovery stops. The words are those of PostgreSQL's {@code recovery_target} settings. */
public sealed interface RecoveryTarget {

    /**
     * The state at a moment, by the server's clock. Only commits are dated: the server needs one later than the moment in the
     * archive to know that it has arrived.
     *
     * @param time cut to microseconds
     * @param inclusive whether commits at exactly that moment are kept
     */
    record AtTime(Instant time, boolean inclusive) implements RecoveryTarget {
        private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        /** Cuts to what the server can tell apart. */
        public AtTime {
            time = time.truncatedTo(ChronoUnit.MICROS);
        }

        /** The one form that no session setting and no version reads in another way. */
        public String text() {
            return TEXT.format(time);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.atTime().apply(this);
        }

        @Override
        public String toString() {
            return "time " + text();
        }
    }

    /**
     * A position in the log.
     *
     * @param lsn the position
     * @param inclusive whether the first record that starts at or after it is kept
     */
    record AtLsn(Lsn lsn, boolean inclusive) implements RecoveryTarget {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.atLsn().apply(this);
        }

        @Override
        public String toString() {
            return "LSN " + lsn;
        }
    }

    /**
     * A point named with {@code pg_create_restore_point}. The archive has no index of names.
     *
     * @param name at most 63 bytes; of several points with the name the server takes the first
     * @param lsn what {@code pg_create_restore_point} returned, or {@link Lsn#ZERO} when it is not known: then recovery starts from
     *     the oldest backup that can be used, the only choice that can't be too late
     */
    record AtRestorePoint(String name, Lsn lsn) implements RecoveryTarget {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.atRestorePoint().apply(this);
        }

        @Override
        public String toString() {
            return "restore point '" + name + "'";
        }
    }

    /**
     * The end of a transaction. The archive has no index of transactions, and they end in another order than they start: recovery
     * starts from the oldest backup that can be used, the only choice that can't be too late.
     *
     * @param xid its number as {@code pg_current_xact_id} gave it; at least 3
     * @param inclusive whether its own changes are kept
     */
    record AtTransaction(long xid, boolean inclusive) implements RecoveryTarget {
        private static final long FIRST = 3;

        /** @throws PgspanException when no transaction can have the number */
        public AtTransaction {
            if (xid < FIRST) {
                throw new PgspanException("recovery target: no transaction has the number " + xid
                        + "; name what pg_current_xact_id() returned within it");
            }
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.atTransaction().apply(this);
        }

        @Override
        public String toString() {
            return "transaction " + xid;
        }
    }

    /** As soon as the newest backup is consistent. */
    record Immediate() implements RecoveryTarget {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.immediate().apply(this);
        }

        @Override
        public String toString() {
            return "the end of the newest backup";
        }
    }

    /** The end of the archived log. */
    record Latest() implements RecoveryTarget {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.latest().apply(this);
        }

        @Override
        public String toString() {
            return "the end of the archive";
        }
    }

    /**
     * One function for each kind, so that a forgotten kind does not compile.
     *
     * @param <T> what comes out
     */
    record Cases<T>(
            Function<AtTime, T> atTime,
            Function<AtLsn, T> atLsn,
            Function<AtRestorePoint, T> atRestorePoint,
            Function<AtTransaction, T> atTransaction,
            Function<Immediate, T> immediate,
            Function<Latest, T> latest) {}

    /** Applies the function of this kind. */
    <T> T match(Cases<T> cases);

    /** The state at a moment, commits at exactly that moment included. */
    static RecoveryTarget time(Instant time) {
        return new AtTime(time, true);
    }

    /** Everything before a position and nothing that starts at or after it. */
    static RecoveryTarget before(Lsn lsn) {
        return new AtLsn(lsn, false);
    }

    /** Everything up to and with the first record at or after a position. */
    static RecoveryTarget upTo(Lsn lsn) {
        return new AtLsn(lsn, true);
    }

    /** A named point and its position as {@code pg_create_restore_point} returned it. */
    static RecoveryTarget restorePoint(String name, Lsn lsn) {
        return new AtRestorePoint(name, lsn);
    }

    /** Everything that was committed up to the end of a transaction, its own changes included. */
    static RecoveryTarget transaction(long xid) {
        return new AtTransaction(xid, true);
    }

    /** The end of the newest backup. */
    static RecoveryTarget immediate() {
        return new Immediate();
    }

    /** The end of the archived log. */
    static RecoveryTarget latest() {
        return new Latest();
    }
}
