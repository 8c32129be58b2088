package io.pgspan.postgres;

import java.util.List;

/** Lines of {@code pg_hba.conf}. */
public final class Hba {
    private Hba() {}

    /** Every role from everywhere over TCP, for databases and replication, by SCRAM-SHA-256 only; nothing else, never trust. */
    public static List<String> scramOnly() {
        return List.of(
                "host all all 0.0.0.0/0 scram-sha-256",
                "host all all ::0/0 scram-sha-256",
                "host replication all 0.0.0.0/0 scram-sha-256",
                "host replication all ::0/0 scram-sha-256");
    }
}
