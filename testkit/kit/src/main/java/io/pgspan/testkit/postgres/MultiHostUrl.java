package io.pgspan.testkit.postgres;

import io.pgspan.postgres.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A JDBC URL over several hosts that connects to the one that is primary. It carries no password, so it may be printed. */
final class MultiHostUrl {
    private MultiHostUrl() {}

    /**
     * {@code hostRecheckSeconds=0}: the driver would else remember for ten seconds that a host was a standby, and pass over the one that
     * has just been promoted.
     */
    static String primaryOf(List<Endpoint> hosts, String database, RowWriterOptions options) {
        return "jdbc:postgresql://" + hosts.stream().map(Endpoint::toString).collect(Collectors.joining(","))
                + "/" + database + "?targetServerType=primary&hostRecheckSeconds=0"
                + "&connectTimeout=" + seconds(options.connectTimeout())
                + "&socketTimeout=" + seconds(options.socketTimeout())
                + "&loginTimeout=" + seconds(options.loginTimeout())
                + "&cancelSignalTimeout=1&sslmode=disable&gssEncMode=disable&channelBinding=disable&ApplicationName=pgspan-rows";
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
