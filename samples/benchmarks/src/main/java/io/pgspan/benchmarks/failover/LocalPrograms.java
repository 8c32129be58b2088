package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.files.FileTree;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Starts installed programs, and makes their files, as this user, or as nobody where this is root: PostgreSQL refuses root. */
final class LocalPrograms {
    private static final int NOBODY = 65534;

    private final boolean root;

    private LocalPrograms(boolean root) {
        this.root = root;
    }

    static LocalPrograms ofThisUser() {
        try {
            return new LocalPrograms(
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws PgspanException when a program is not on the path */
    static void require(String... names) {
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        for (String name : names) {
            if (path.stream().noneMatch(d -> Files.isExecutable(Path.of(d, name)))) {
                throw new PgspanException("there is no program " + name
                        + " on this machine; install the packages patroni, etcd-server and postgresql");
            }
        }
    }

    /** Deletes a directory and all it holds. */
    void delete(Path tree) {
        try {
            FileTree.delete(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new temporary directory of the programs' user. */
    Path directory(String prefix) {
        try {
            Path made = Files.createTempDirectory(prefix);
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            return own(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new directory of the programs' user within one. */
    Path directoryIn(Path parent, String name) {
        try {
            return own(Files.createDirectory(
                    parent.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that only the programs' user can read. */
    void write(Path file, String text) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardCharsets.UTF_8);
            own(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path own(Path path) throws IOException {
        if (root) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
        return path;
    }

    /** Starts a program in a directory, its home, where its output is appended to a file. */
    ProcessHandle start(Path directory, String log, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (root) {
            whole.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve(log).toFile()));
        builder.environment().put("HOME", directory.toString());
        try {
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new PgspanException(
                    command.get(0) + " can't be started: " + e.getMessage()
                            + "; install the packages patroni, etcd-server and util-linux",
                    e);
        }
    }
}
