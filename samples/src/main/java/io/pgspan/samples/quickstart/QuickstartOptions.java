package io.pgspan.samples.quickstart;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the caller asked for.
 *
 * @param manifests a folder of YAML; absent: the built-in example
 * @param hub the hub's name; absent: the first cluster named
 * @param waivers unknown fields to accept
 * @param report where the report goes
 */
record QuickstartOptions(Optional<Path> manifests, Optional<String> hub, List<String> waivers, Path report) {

    /** From the system properties {@code pgspan.manifests}, {@code .hub}, {@code .waive}, {@code .calledFrom}, {@code .report}. */
    static QuickstartOptions of(Properties properties) {
        Path calledFrom = Path.of(properties.getProperty("pgspan.calledFrom", ""));
        return new QuickstartOptions(
                text(properties, "pgspan.manifests").map(calledFrom::resolve),
                text(properties, "pgspan.hub"),
                text(properties, "pgspan.waive").stream()
                        .flatMap(w -> Arrays.stream(w.split(",", -1)))
                        .map(String::strip)
                        .filter(w -> !w.isEmpty())
                        .toList(),
                Path.of(properties.getProperty("pgspan.report", "target/quickstart")));
    }

    private static Optional<String> text(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }
}
