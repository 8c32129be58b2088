package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where packages put PostgreSQL, below a root that tests replace. */
final class InstallSearch {
    private static final Logger LOG = LoggerFactory.getLogger(InstallSearch.class);
    private static final String SYSTEM = "system";

    private final Map<String, String> environment;
    private final Path root;

    InstallSearch(Map<String, String> environment, Path root) {
        this.environment = environment;
        this.root = root;
    }

    List<PostgresInstall> installs() {
        Map<Path, String> candidates = new LinkedHashMap<>();
        String named = environment.getOrDefault("PG_BIN_DIR", "");
        if (!named.isBlank()) {
            add(candidates, Path.of(named), "PG_BIN_DIR");
        }
        binsBelow("usr/lib/postgresql", "").forEach(bin -> add(candidates, bin, SYSTEM));
        binsBelow("usr", "pgsql-").forEach(bin -> add(candidates, bin, SYSTEM));
        binsBelow("opt/homebrew/opt", "postgresql").forEach(bin -> add(candidates, bin, SYSTEM));
        binsBelow("usr/local/opt", "postgresql").forEach(bin -> add(candidates, bin, SYSTEM));
        for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isBlank()) {
                add(candidates, Path.of(directory), "PATH");
            }
        }
        List<PostgresInstall> found = new ArrayList<>();
        candidates.forEach((bin, source) -> {
            try {
                found.add(PostgresInstall.at(bin, source));
            } catch (PgspanException e) {
                LOG.debug("not an installation: {}", e.getMessage());
            }
        });
        found.sort(Comparator.comparing(PostgresInstall::version).reversed());
        return List.copyOf(found);
    }

    private List<Path> binsBelow(String directory, String prefix) {
        Path parent = root.resolve(directory);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> String.valueOf(child.getFileName()).startsWith(prefix))
                    .map(child -> child.resolve("bin"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.debug("can't look into {}: {}", parent, e.getMessage());
            return List.of();
        }
    }

    /** The real directory, so that a link and its target count once. A directory without a server is left out without a word. */
    private static void add(Map<Path, String> candidates, Path bin, String source) {
        Path postgres = bin.resolve("postgres");
        if (Files.isExecutable(postgres)) {
            try {
                candidates.putIfAbsent(DataFiles.parent(postgres.toRealPath()), source);
            } catch (IOException e) {
                LOG.debug("can't resolve {}: {}", postgres, e.getMessage());
            }
        }
    }
}
