package io.pgspan.model.replication;

import java.util.OptionalLong;
import java.util.function.Function;

/** What write-ahead log the primary keeps for a standby that is away. */
public sealed interface WalRetention {

    /** The answer for the alternative that this is. */
    default <R> R match(
            Function<KeepSize, R> keepSize, Function<KeepSegments, R> keepSegments, Function<Slots, R> slots) {
        if (this instanceof KeepSize it) {
            return keepSize.apply(it);
        }
        if (this instanceof KeepSegments it) {
            return keepSegments.apply(it);
        }
        return slots.apply((Slots) this);
    }

    /**
     * As much log in the unit that a major version of PostgreSQL knows: segments until 12, megabytes since 13. A segment counts as 16 MB, an amount
     * is rounded up to whole segments.
     */
    default WalRetention inUnitOf(int major) {
        if (major > 12 && this instanceof KeepSegments kept) {
            return new KeepSize((int) Math.min(Integer.MAX_VALUE, 16L * kept.segments()));
        }
        if (major <= 12 && this instanceof KeepSize kept) {
            return new KeepSegments((int) ((kept.megabytes() + 15L) / 16));
        }
        return this;
    }

    /**
     * A fixed amount ({@code wal_keep_size}, since PostgreSQL 13).
     *
     * @param megabytes the amount; at least 0
     */
    record KeepSize(int megabytes) implements WalRetention {}

    /**
     * A fixed number of segments ({@code wal_keep_segments}, until PostgreSQL 12).
     *
     * @param segments the number; at least 0
     */
    record KeepSegments(int segments) implements WalRetention {}

    /**
     * A replication slot per standby: whatever it has not received yet, up to a limit.
     *
     * @param limitMegabytes the limit ({@code max_slot_wal_keep_size}); −1: none, the volume may fill up
     */
    record Slots(int limitMegabytes) implements WalRetention {
        /** The limit; empty when there is none. */
        public OptionalLong limit() {
            return limitMegabytes < 0 ? OptionalLong.empty() : OptionalLong.of(limitMegabytes);
        }
    }
}
