package io.pgspan.postgres;

import java.nio.file.Path;

/** Writes {@code primary_conninfo}: libpq's keywords and values, quoted as libpq reads them. */
public final class Conninfo {
    private Conninfo() {}

    /**
     * How a standby named {@code applicationName} reaches its primary. Insists on SCRAM-SHA-256 from servers that libpq can hold to it
     * (16 and later), and gives up connecting after 3 seconds, so that a repointed standby never hangs on a dead host. The password stays in
     * its file: PostgreSQL logs the whole of this text when it changes, and a base backup carries the configuration along.
     *
     * @param passwordFile as {@link PostgresControl#keepPassword} has written it
     * @param major the version of the standby that will read this
     */
    public static String of(Endpoint primary, String user, Path passwordFile, String applicationName, int major) {
        return "host=" + quoted(primary.host())
                + " port=" + primary.port()
                + " user=" + quoted(user)
                + " passfile=" + quoted(passwordFile.toString())
                + " application_name=" + quoted(applicationName)
                + " connect_timeout=3"
                + (major >= 16 ? " require_auth=scram-sha-256" : "");
    }

    /**
     * How a tool of {@code major} reaches a primary, and nothing but a primary; the password comes by another way. Without JIT: compiling
     * the one query by which {@code pg_rewind} lists the source's files takes several times as long as running it, some 0.3 s.
     */
    static String ofTool(Endpoint primary, String user, int major) {
        return "host=" + quoted(primary.host())
                + " port=" + primary.port()
                + " user=" + quoted(user)
                + " dbname=postgres target_session_attrs=read-write connect_timeout=3 options='-c jit=off'"
                + (major >= 16 ? " require_auth=scram-sha-256" : "");
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
