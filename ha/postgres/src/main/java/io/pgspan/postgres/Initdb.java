package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A new, empty database. The superuser's password goes through a file that only the server's user can read. */
final class Initdb {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PostgresInstall install;
    private final RunAs runAs;
    private final boolean durable;

    Initdb(PostgresInstall install, RunAs runAs, boolean durable) {
        this.install = install;
        this.runAs = runAs;
        this.durable = durable;
    }

    void into(Path target, Credentials superuser, Path passwordFile) {
        try {
            DataFiles.write(passwordFile, superuser.password().reveal() + "\n", runAs, false);
            run(target, superuser.user(), passwordFile);
        } finally {
            DataFiles.delete(passwordFile);
        }
    }

    private void run(Path target, String user, Path passwordFile) {
        List<String> command = new ArrayList<>(List.of(
                install.tool("initdb").toString(),
                "-D",
                target.toString(),
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth-host=scram-sha-256",
                "--auth-local=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions"));
        if (!durable) {
            command.add("--no-sync");
        }
        Command.Outcome outcome = Command.run(runAs.wrap(command), LIMIT);
        if (outcome.exitCode() != 0) {
            throw new PgspanException("initdb into " + target + " failed with exit code " + outcome.exitCode() + ":\n"
                    + outcome.output().strip());
        }
    }
}
