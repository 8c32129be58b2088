package io.pgspan.samples.gitops;

import io.pgspan.model.PgspanException;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The texts of one side of a change. */
interface Manifests {
    /** How many files a side may have. */
    int FILES_MAX = 2_000;

    /** How deep folders are searched. */
    int DEPTH_MAX = 12;

    /**
     * The texts, in the order of their names.
     *
     * @throws PgspanException when they can't be read, or are too many
     */
    List<Source> read();

    /** Whether a file holds manifests, by its name. */
    static boolean isManifest(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /** Refuses a side of too many files. */
    static void checkCount(int files, String where) {
        if (files > FILES_MAX) {
            throw new PgspanException(
                    where + " holds more than " + FILES_MAX + " manifests; name a folder further down, one a call");
        }
    }

    /** Those below a folder, which may be empty: then all clusters are new, or gone. Hidden folders and links are not followed. */
    static Manifests of(Path folder) {
        return () -> {
            if (!Files.isDirectory(folder)) {
                throw new PgspanException(
                        folder + " is not a folder; name two folders, or a repository and two revisions");
            }
            try (Stream<Path> found = Files.walk(folder, DEPTH_MAX)) {
                List<Path> files = found.filter(Files::isRegularFile)
                        .filter(file -> isManifest(file.toString()) && !isHidden(folder.relativize(file)))
                        .sorted()
                        .limit(FILES_MAX + 1L)
                        .toList();
                checkCount(files.size(), folder.toString());
                List<Source> sources = new ArrayList<>();
                for (Path file : files) {
                    sources.add(new Source(folder.relativize(file).toString(), Files.readString(file)));
                }
                return sources;
            } catch (IOException e) {
                throw new PgspanException(folder + " can't be read: " + e, e);
            }
        };
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
