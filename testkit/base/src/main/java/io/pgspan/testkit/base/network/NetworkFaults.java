package io.pgspan.testkit.base.network;

/**
 * What can go wrong on one link, or on several at once. Every method takes effect before it returns: after {@code cut} no byte
 * passes any more. Faults add up (a slow link can be cut) and last until {@link #heal()}.
 */
public interface NetworkFaults {
    /** Cuts both directions as {@link Cut#silent()} says. */
    default void cut() {
        cut(Cut.silent());
    }

    /** Cuts both directions. */
    default void cut(Cut how) {
        for (Direction direction : Direction.values()) {
            cut(direction, how);
        }
    }

    /**
     * Cuts one direction: the bytes of the other still arrive. New connections meet {@code how.newcomers()}, because a handshake
     * needs both directions.
     */
    void cut(Direction direction, Cut how);

    /**
     * Makes the bytes of one direction vanish, while new connections are still made: a request that arrives and whose answer is
     * lost. Connections that lost bytes are reset by {@link #heal()}.
     */
    void lose(Direction direction);

    /** Resets every connection that exists (RST to both ends), also while the link is cut. Newcomers are not touched. */
    void reset();

    /** Delays the bytes of both directions. Those already under way keep the delay they had. */
    default void delay(Latency latency) {
        for (Direction direction : Direction.values()) {
            delay(direction, latency);
        }
    }

    /** Delays the bytes of one direction. At most 256 KiB per connection are under way; beyond that the sender is blocked. */
    void delay(Direction direction, Latency latency);

    /** Lets at most {@code bytesPerSecond} through in each direction, all connections of one link together. */
    default void limit(long bytesPerSecond) {
        for (Direction direction : Direction.values()) {
            limit(direction, bytesPerSecond);
        }
    }

    /**
     * Lets at most {@code bytesPerSecond} through in one direction, all connections of one link together.
     *
     * @throws IllegalArgumentException below 1
     */
    void limit(Direction direction, long bytesPerSecond);

    /** Takes every fault of both directions away. Connections go on where they stood, unless they lost bytes: those are reset. */
    default void heal() {
        for (Direction direction : Direction.values()) {
            heal(direction);
        }
    }

    /** Takes every fault of one direction away. */
    void heal(Direction direction);

    /** What went through since the start. */
    Traffic traffic();
}
