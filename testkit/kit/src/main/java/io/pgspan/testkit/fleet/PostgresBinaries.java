package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL programs per major version: a full installation of this machine where there is one, else the embedded ones. */
final class PostgresBinaries {
    private static final List<String> VERSION_VARIABLES = List.of("PGSPAN_POSTGRES_MAJOR", "PGSPAN_POSTGRES_VERSION");
    private static final Pattern IMAGE_TAG = Pattern.compile(".*:v?(\\d{2})(?:[.\\-_].*)?");
    private static final Pattern MAJOR = Pattern.compile("(\\d{2})(?:\\..*)?");

    private final Path cache;
    private final Map<Integer, PostgresInstall> installs = new ConcurrentHashMap<>();

    PostgresBinaries(Path cache) {
        this.cache = cache;
    }

    /** The major version that a container wants, by its environment or else its image's tag; empty when neither tells one. */
    static Optional<Integer> wantedMajor(Map<String, String> environment, JsonNode container) {
        return VERSION_VARIABLES.stream()
                .map(name -> MAJOR.matcher(environment.getOrDefault(name, "")))
                .filter(Matcher::matches)
                .findFirst()
                .or(() -> Optional.of(IMAGE_TAG.matcher(container.path("image").asText("")))
                        .filter(Matcher::matches))
                .map(m -> Integer.valueOf(m.group(1)));
    }

    /**
     * The installation of a major version, looked for once.
     *
     * @throws PgspanException when there is none
     */
    PostgresInstall install(int major) {
        return installs.computeIfAbsent(major, this::find);
    }

    private PostgresInstall find(int major) {
        return PostgresInstall.discover().stream()
                .filter(install -> install.version().major() == major && install.isFull())
                .findFirst()
                .orElseGet(() -> embedded(major));
    }

    private PostgresInstall embedded(int major) {
        if (!EmbeddedBinaries.majors().contains(major)) {
            throw new PgspanException("PostgreSQL " + major
                    + ": no full installation on this machine and no embedded one;" + " embedded are "
                    + EmbeddedBinaries.majors() + ". Install the server packages or ask for another version");
        }
        return PostgresInstall.at(EmbeddedBinaries.unpack(major, cache), "embedded");
    }
}
