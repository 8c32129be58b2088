package io.pgspan.operators.cnpg;

/**
 * How long CloudNativePG waits, in whole seconds each.
 *
 * @param start for an instance to start; default 3600
 * @param stop for a pod to end; default 1800
 * @param smartShutdown of that for clients to leave by themselves; default 180
 * @param switchover for the old primary to stop cleanly, at the price of availability; default 3600
 * @param failover after the primary was found unhealthy until another one takes over; default 0
 */
public record Delays(int start, int stop, int smartShutdown, int switchover, int failover) {
    private static final Delays DEFAULTS = new Delays(3600, 1800, 180, 3600, 0);

    /** What CloudNativePG does when nothing is said. */
    public static Delays ofDefaults() {
        return DEFAULTS;
    }

    /** The same with another wait before a failover. */
    public Delays withFailover(int seconds) {
        return new Delays(start, stop, smartShutdown, switchover, seconds);
    }
}
