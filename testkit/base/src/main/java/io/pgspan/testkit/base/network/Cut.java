package io.pgspan.testkit.base.network;

import java.util.Objects;

/**
 * How a link is cut. Whatever is chosen, connections that exist stay open and silent: neither end sees an end of stream or a
 * reset, not even when the other end's process dies meanwhile.
 *
 * @param bytes what becomes of the bytes sent into the cut
 * @param newcomers what a new connection meets
 */
public record Cut(Bytes bytes, Newcomers newcomers) {
    public Cut {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(newcomers, "newcomers");
    }

    /** What becomes of the bytes sent into the cut. */
    public enum Bytes {
        /**
         * They wait, as in the send buffer of a real host: the sender is blocked once the buffers are full, and {@code heal} delivers
         * everything late and in order. Late requests are an accident worth testing.
         */
        HELD,
        /**
         * They vanish, the sender is never blocked. A stream with a hole must not go on, so {@code heal} resets those connections that
         * lost bytes; the others resume.
         */
        DROPPED
    }

    /** What a new connection meets. */
    public enum Newcomers {
        /** Nothing: connecting takes until the client's own connect timeout, or until the link is healed (a second or more later). */
        HANG,
        /** "Connection refused" at once, like a host that is up without the service. */
        REFUSED
    }

    /** What a broken cable does, and the default: bytes held, newcomers hang. */
    public static Cut silent() {
        return new Cut(Bytes.HELD, Newcomers.HANG);
    }

    /** This cut with other treatment of bytes. */
    public Cut withBytes(Bytes other) {
        return new Cut(other, newcomers);
    }

    /** This cut with other treatment of newcomers. */
    public Cut withNewcomers(Newcomers other) {
        return new Cut(bytes, other);
    }
}
