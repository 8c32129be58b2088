package io.pgspan.agent.fence;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How the guard's process is started: the launcher of the JDK this agent runs on, a few megabytes of heap, one garbage collector
 * thread and one compiler, and of the agent's class path only the entry that holds the guard.
 */
final class GuardCommand {
    private static final List<String> SMALL = List.of(
            "-Xms2m",
            "-Xmx16m",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=8m",
            "-XX:MaxMetaspaceSize=24m",
            "-XX:-UsePerfData",
            "-Xshare:auto");

    private GuardCommand() {}

    /** Whether this platform shows what the guard must see: the boot clock, and where processes stand. */
    static boolean isPossible() {
        return Files.isReadable(Path.of(BootClock.FILE)) && Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** @throws PgspanException when nothing can be started here, with the reason */
    static void requirePossible() {
        if (!isPossible()) {
            throw new PgspanException(
                    "guard: this platform has no /proc, so a guard process could neither read the boot clock"
                            + " nor find PostgreSQL's processes; guard with a thread (DeadlineFence) or a watchdog device instead");
        }
        Path launcher = launcher();
        if (!Files.isExecutable(launcher)) {
            throw new PgspanException(
                    "guard: there is no " + launcher + "; the guard process needs the launcher of the agent's own"
                            + " Java, run the agent on a JDK or JRE that has it");
        }
        codeLocation();
    }

    private static Path launcher() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static Process start(Path data) {
        requirePossible();
        Path launcher = launcher();
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(SMALL);
        command.addAll(List.of(
                "-cp",
                codeLocation().toString(),
                GuardMain.class.getName(),
                data.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // what instruments the agent would make the guard as large as the agent
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_JAVA_"));
        builder.environment().remove("_JAVA_OPTIONS");
        builder.environment().remove("CLASSPATH");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PgspanException("guard: " + launcher + " can't be started: " + e.getMessage(), e);
        }
    }

    private static Path codeLocation() {
        CodeSource source = GuardMain.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null || !"file".equals(location.getProtocol())) {
            throw new PgspanException("guard: the class path entry of the agent is " + location
                    + "; the guard process needs it as a plain jar file or folder, unpack nested archives");
        }
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new PgspanException("guard: " + location + " names no file: " + e.getMessage(), e);
        }
    }
}
