package io.pgspan.agent.fence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a sweep ends: the server processes of the data directory born by a certain moment, and everything they have started. Those
 * born later belong to a server that somebody else has started since, and are spared unless their parent is condemned.
 */
final class Condemned {
    /** No process is too young. */
    static final long ANY_AGE = Long.MAX_VALUE;

    private Condemned() {}

    /** Parents before their children, so that a postmaster is dead before it can replace what it loses. */
    static List<ProcessRow> among(List<ProcessRow> living, long bornByMillis) {
        List<ProcessRow> chosen = new ArrayList<>();
        Set<Long> servers = new HashSet<>();
        for (ProcessRow row : living) {
            if (row.server()) {
                servers.add(row.pid());
            }
        }
        Set<Long> pids = new HashSet<>();
        for (ProcessRow row : living) {
            if (row.server() && row.bornMillis() <= bornByMillis && !servers.contains(row.parent())) {
                take(row, chosen, pids);
            }
        }
        for (ProcessRow row : living) {
            if (row.server() && row.bornMillis() <= bornByMillis) {
                take(row, chosen, pids);
            }
        }
        boolean grown = true;
        while (grown) { // at most once for each generation
            grown = false;
            for (ProcessRow row : living) {
                if (pids.contains(row.parent())) {
                    grown |= take(row, chosen, pids);
                }
            }
        }
        return chosen;
    }

    private static boolean take(ProcessRow row, List<ProcessRow> chosen, Set<Long> pids) {
        boolean isNew = pids.add(row.pid());
        if (isNew) {
            chosen.add(row);
        }
        return isNew;
    }
}
