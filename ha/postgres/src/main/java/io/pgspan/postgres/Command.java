package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short-lived program to its end within a limit. Its output goes through a file, so that it can never block on a pipe. */
final class Command {
    /**
     * What came of it.
     *
     * @param exitCode as the system gave it
     * @param output standard output and error together
     */
    record Outcome(int exitCode, String output) {}

    private Command() {}

    /**
     * @throws PgspanException when it can't be started or outlives the limit (it is killed then)
     */
    static Outcome run(List<String> command, Duration limit) {
        Path output = null;
        try {
            output = Files.createTempFile("pgspan-", ".out");
            Process process = prepare(command).redirectOutput(output.toFile()).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new PgspanException(command.get(0) + " did not end within " + limit + " and was killed");
            }
            return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PgspanException("can't run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Interruptions.interrupted(e);
        } finally {
            DataFiles.deleteQuietly(output);
        }
    }

    /** A builder with PostgreSQL's environment: the C locale, nothing of the caller's {@code PG*} variables, no standard input. */
    static ProcessBuilder prepare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
