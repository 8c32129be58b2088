package io.pgspan.operators.cnpg;

/**
 * What happens to the primary at the end of a rolling update.
 *
 * @param supervised whether it waits for somebody; default false
 * @param switchover whether another instance takes over; default false: it is restarted where it is
 */
public record Updates(boolean supervised, boolean switchover) {
    private static final Updates DEFAULTS = new Updates(false, false);

    /** What CloudNativePG does when nothing is said. */
    public static Updates ofDefaults() {
        return DEFAULTS;
    }
}
