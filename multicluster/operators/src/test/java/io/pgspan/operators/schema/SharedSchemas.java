package io.pgspan.operators.schema;

import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real definitions and manifests, where folders of them stand beside the project. */
public final class SharedSchemas {
    public static final Path FOLDER = Path.of("..", "..", "..", "shared");

    private SharedSchemas() {}

    public static boolean isAbsent() {
        return !Files.isDirectory(FOLDER.resolve("crds")) || !Files.isDirectory(FOLDER.resolve("samples"));
    }

    public static List<Source> sources(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(SharedSchemas::source)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ManifestSet read(String folder) {
        return ManifestReader.parse(sources(folder));
    }

    private static Source source(Path file) {
        try {
            return new Source(file.getFileName().toString(), filled(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some manifests leave versions to be filled in before they are applied. */
    private static String filled(String text) {
        return text.replace("${KUTTL_PGCLUSTER_API_VERSION}", "v1beta1").replaceAll("\\$\\{KUTTL_\\w+VERSION}", "17");
    }
}
