package io.pgspan.postgres;

import java.util.List;

/**
 * All that {@link PostgresProbe#report} learns of a server in one answer.
 *
 * @param server its status; its positions were read before those of the senders
 * @param senders one a connection, by application name and process id; always empty on a server in recovery
 * @param pendingRestart whether its configuration files hold a change that waits for a restart
 */
public record ServerReport(ServerStatus server, List<WalSender> senders, boolean pendingRestart) {
    /** Copies the list. */
    public ServerReport {
        senders = List.copyOf(senders);
    }
}
