package io.pgspan.ha.rollout;

import java.util.List;

/**
 * What the record claims of acknowledged commits, and what is required of it.
 *
 * @param required how many confirmations a commit is to have; 0 for an asynchronous cluster
 * @param count how many of the names have every acknowledged commit
 * @param names the standbys that are listed
 */
public record SyncSeen(int required, int count, List<String> names) {

    /** Copies the list. */
    public SyncSeen {
        names = List.copyOf(names);
    }

    /** No claim, none required. */
    public static SyncSeen asynchronous() {
        return new SyncSeen(0, 0, List.of());
    }
}
