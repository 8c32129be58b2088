package io.pgspan.agent.fence;

/**
 * One living process of the machine, as the guard needs it.
 *
 * @param pid its id, which says who it is only together with {@code bornMillis}
 * @param parent the id of its parent
 * @param bornMillis when it started, on the boot clock
 * @param server whether it is a PostgreSQL process on the guarded data directory
 */
record ProcessRow(long pid, long parent, long bornMillis, boolean server) {

    boolean isSame(ProcessRow other) {
        return pid == other.pid && bornMillis == other.bornMillis;
    }
}
