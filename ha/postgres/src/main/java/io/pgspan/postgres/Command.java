package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
     * @throws PgspanException when it can't be started, outlives the limit, or the caller is interrupted (it is killed then)
     */
    static Outcome run(List<String> command, Duration limit) {
        return run(prepare(command), limit);
    }

    /** As {@link #run(List, Duration)}, in a working directory and with more in its environment. */
    static Outcome run(List<String> command, Duration limit, Path directory, Map<String, String> environment) {
        ProcessBuilder builder = prepare(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return run(builder, limit);
    }

    private static Outcome run(ProcessBuilder builder, Duration limit) {
        String program = builder.command().get(0);
        Path output = null;
        try {
            output = Files.createTempFile("pgspan-", ".out");
            Process process = builder.redirectOutput(output.toFile()).start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new PgspanException(program + " did not end within " + limit + " and was killed");
                }
            } finally {
                if (process.isAlive()) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
            return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PgspanException("can't run " + program + ": " + e.getMessage(), e);
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
