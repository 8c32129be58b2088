package io.pgspan.operators;

import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The folders of manifests the tests read. */
public final class Samples {
    private static final Map<String, List<String>> FILES = Map.of(
            "newer", List.of("placement-policy.yaml", "postgres.yaml"),
            "older", List.of("placement-policy.yaml", "postgres.yaml", "slice-config.yaml"),
            "five", List.of("orders.yaml", "slice-config.yaml"),
            "two", List.of("ledger.yaml"),
            "one", List.of("notes.yaml"),
            "full", List.of("postgres.yaml"),
            "bad", List.of("fleet.yaml", "placement-policy.yaml", "postgres.yaml"));

    private Samples() {}

    public static List<Source> sources(String folder) {
        return FILES.getOrDefault(folder, List.of()).stream()
                .map(file -> new Source(file, text("manifests/" + folder + "/" + file)))
                .toList();
    }

    public static ManifestSet set(String folder) {
        return ManifestReader.parse(sources(folder));
    }

    /** A folder with one text of it changed. */
    public static ManifestSet changed(String folder, String file, String from, String to) {
        return ManifestReader.parse(sources(folder).stream()
                .map(source -> source.file().equals(file) ? replaced(source, from, to) : source)
                .toList());
    }

    private static Source replaced(Source source, String from, String to) {
        if (!source.text().contains(from)) {
            throw new IllegalArgumentException(source.file() + " does not hold: " + from);
        }
        return new Source(source.file(), source.text().replace(from, to));
    }

    public static String text(String resource) {
        try (InputStream in = Samples.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
