package io.pgspan.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A new database, made by initdb once a JVM and copied for each test: a copy takes a tenth of the time. */
final class TemplateDatabase {
    private static final Map<Path, TemplateDatabase> MADE = new ConcurrentHashMap<>();

    private final Path data;

    private TemplateDatabase(Path data) {
        this.data = data;
    }

    static TemplateDatabase of(PostgresInstall install) {
        return MADE.computeIfAbsent(install.bin(), bin -> make(install));
    }

    private static TemplateDatabase make(PostgresInstall install) {
        try {
            Path root = Files.createTempDirectory("pgspan-template-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> DataFiles.deleteTree(root)));
            LocalPostgres control = LocalPostgres.on(install, root.resolve("data"), root.resolve("log"), false);
            control.initdb(TestServer.SUPERUSER);
            return new TemplateDatabase(control.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copyTo(Path target) {
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    copy(directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    copy(file);
                    return FileVisitResult.CONTINUE;
                }

                private void copy(Path path) throws IOException {
                    Files.copy(path, target.resolve(data.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
