package io.pgspan.ha;

/**
 * What an operator says of a member.
 *
 * @param noFailover never led by it, unless an operator names it
 * @param priority of two that have received as much, the one of higher priority leads; default 1
 * @param noSync never synchronous
 * @param syncPriority who confirms commits first in priority mode; default 1
 * @param domain what fails together with it, for example its zone; empty when unknown
 */
public record Tags(boolean noFailover, int priority, boolean noSync, int syncPriority, String domain) {
    private static final Tags NONE = new Tags(false, 1, false, 1, "");

    /** Nothing special. */
    public static Tags none() {
        return NONE;
    }

    /** The same in a failure domain. */
    public Tags in(String failureDomain) {
        return new Tags(noFailover, priority, noSync, syncPriority, failureDomain);
    }

    /** The same, never leading. */
    public Tags withoutFailover() {
        return new Tags(true, priority, noSync, syncPriority, domain);
    }

    /** The same, never synchronous. */
    public Tags withoutSync() {
        return new Tags(noFailover, priority, true, syncPriority, domain);
    }

    /** The same with another priority. */
    public Tags preferred(int failoverPriority) {
        return new Tags(noFailover, failoverPriority, noSync, syncPriority, domain);
    }
}
