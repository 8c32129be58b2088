package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.files.FileTree;
import io.pgspan.testkit.fleet.FleetOptions;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The agent's program as a container image has it: jars only, and, once an agent has been recorded, an archive of the classes it had
 * loaded, which the next ones map instead of reading and verifying them one by one. Without it a start takes twice as long, and so does
 * whatever an agent does for the first time, a switchover for instance.
 */
final class AgentImage {
    private static final long RECORD_LIMIT_SECONDS = 60;

    private final String classPath;
    private final Path archive;

    private AgentImage(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    /** Packs what this JVM runs on into a directory that is emptied first. */
    static AgentImage assemble(Path directory) throws IOException {
        FileTree.delete(directory);
        Files.createDirectories(directory);
        List<String> entries = new ArrayList<>();
        for (String entry : FleetOptions.ofDefaults().classPath().split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(
                    Files.isDirectory(path)
                            ? packed(path, directory.resolve(entries.size() + ".jar"))
                                    .toString()
                            : entry);
        }
        return new AgentImage(
                String.join(File.pathSeparator, entries),
                directory.resolve("agent.jsa").toAbsolutePath());
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
            }
        }
        return jar.toAbsolutePath();
    }

    /** The class path of an agent. */
    String classPath() {
        return classPath;
    }

    /** What an agent's JVM is told: to use the archive, or, as long as there is none, to be ready to be recorded. */
    String flag() {
        return Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:+RecordDynamicDumpInfo";
    }

    /** Makes the archive of what an agent has loaded so far; it was started with {@link #flag} and goes on. */
    void record(long agent) {
        Path tool = Path.of(System.getProperty("java.home", ""), "bin", "jcmd");
        try {
            Process dump = new ProcessBuilder(
                            tool.toString(), Long.toString(agent), "VM.cds", "dynamic_dump", archive.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!dump.waitFor(RECORD_LIMIT_SECONDS, TimeUnit.SECONDS) || !Files.exists(archive)) {
                dump.destroyForcibly();
                throw new PgspanException(tool + " made no archive of the classes of process " + agent
                        + "; the benchmark needs the JDK's tools, version 17 or newer");
            }
        } catch (IOException e) {
            throw new PgspanException(tool + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("interrupted while recording process " + agent, e);
        }
    }
}
