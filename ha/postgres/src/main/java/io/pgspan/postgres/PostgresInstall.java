package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The executables of one PostgreSQL version on this machine. At least {@code postgres} and {@code initdb} are there; the version
 * is asked from the program, never cached, because a package may be upgraded underneath.
 *
 * @param bin the directory of the executables
 * @param version what {@code postgres --version} said
 * @param source how it was found, for people: "PG_BIN_DIR", "system", "embedded"
 */
public record PostgresInstall(Path bin, PostgresVersion version, String source) {
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)(?:\\.(\\d+))?");
    private static final List<String> FULL =
            List.of("pg_basebackup", "pg_controldata", "pg_ctl", "pg_rewind", "pg_verifybackup", "pg_waldump", "psql");

    /**
     * Every installation found by {@code PG_BIN_DIR}, in the directories of Debian, Red Hat and Homebrew packages, and on
     * {@code PATH}; newest first, each directory once. Never throws: what doesn't run is not an installation.
     */
    public static List<PostgresInstall> discover() {
        return new InstallSearch(System.getenv(), Path.of("/")).installs();
    }

    /**
     * The installation in a directory.
     *
     * @throws PgspanException when {@code postgres} or {@code initdb} is missing there or tells no version
     */
    public static PostgresInstall at(Path bin, String source) {
        for (String tool : List.of("postgres", "initdb")) {
            if (!Files.isExecutable(bin.resolve(tool))) {
                throw new PgspanException(bin + ": no executable '" + tool
                        + "' there; name the bin directory of a PostgreSQL server, not of its client");
            }
        }
        Command.Outcome outcome = Command.run(List.of(bin.resolve("postgres").toString(), "--version"), VERSION_LIMIT);
        Matcher m = VERSION.matcher(outcome.output());
        if (outcome.exitCode() != 0 || !m.find()) {
            throw new PgspanException(bin.resolve("postgres") + " --version told no version: "
                    + outcome.output().strip());
        }
        // a development build ("18beta1") has no minor yet
        int minor = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        return new PostgresInstall(bin, new PostgresVersion(Integer.parseInt(m.group(1)), minor), source);
    }

    /** Whether an executable of that name is there. */
    public boolean has(String tool) {
        return Files.isExecutable(bin.resolve(tool));
    }

    /**
     * The path of an executable.
     *
     * @throws PgspanException when it is not there
     */
    public Path tool(String tool) {
        if (!has(tool)) {
            throw new PgspanException(bin + ": no '" + tool + "' there; install the full PostgreSQL " + version.major()
                    + " packages or name another installation by PG_BIN_DIR");
        }
        return bin.resolve(tool);
    }

    /** Whether {@code pg_rewind} is there; the data must allow it too, see {@link ControlFile#canBeRewound()}. */
    public boolean canRewind() {
        return has("pg_rewind");
    }

    /** Whether it also has the client programs and {@code pg_rewind}, {@code pg_basebackup}, {@code pg_controldata} and their like. */
    public boolean isFull() {
        return FULL.stream().allMatch(this::has);
    }
}
