package io.pgspan.backup.wal;

import io.pgspan.backup.store.ObjectStore;
import io.pgspan.model.PgspanException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shell text that runs {@link ArchiveCommand}. The class path is only where this module and the model were loaded from. Kept
 * apart from the program, so that its run doesn't load what builds the text.
 */
final class CommandText {
    /** One serial collector and no second compiler tier: for a run this short everything else costs more than it brings. */
    private static final List<String> JVM =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xmx64m");

    private CommandText() {}

    static String java(String verb, Path storeRoot, String prefix) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String uri = storeRoot.toAbsolutePath().normalize().toUri().toString();
        return Stream.of(
                        Stream.of(java.toString()),
                        JVM.stream(),
                        Stream.of("-cp", classPath(), ArchiveCommand.class.getName(), verb, uri, prefix))
                .flatMap(words -> words)
                .map(CommandText::word)
                .collect(Collectors.joining(" ", "", " \"%p\" \"%f\""));
    }

    /** A word for the shell, within a text in which PostgreSQL expands percent signs. */
    static String word(String text) {
        return "'" + text.replace("'", "'\\''").replace("%", "%%") + "'";
    }

    static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> needed : List.of(ArchiveCommand.class, ObjectStore.class, PgspanException.class)) {
            String place = placeOf(needed).toString();
            if (place.contains(File.pathSeparator)) {
                throw new WalArchiveException("archive: the class path can't hold '" + place + "', its name has a '"
                        + File.pathSeparator + "'; move it");
            }
            places.add(place);
        }
        return String.join(File.pathSeparator, places);
    }

    private static Path placeOf(Class<?> needed) {
        CodeSource source = needed.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            throw new WalArchiveException(
                    "archive: " + needed.getName()
                            + " was not loaded from a jar or a directory, so the archive command can't name it; unpack the application");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new WalArchiveException("archive: '" + source.getLocation() + "' is not a path", e);
        }
    }
}
