package io.pgspan.testkit.base.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads stories; the package tells the format. */
public final class StoryReader {
    private static final String SUFFIX = ".txt";

    private StoryReader() {}

    /**
     * Reads one story. Whether its verbs and conditions exist is found when a {@link Storyteller} reads or tells it.
     *
     * @param file the name for messages
     * @param text the whole file
     * @throws StoryException with every mistake
     */
    public static Story parse(String file, String text) {
        return draft(file, text).orThrow();
    }

    static StoryDraft draft(String file, String text) {
        StoryParser parser = new StoryParser(file);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            parser.line(i + 1, lines.get(i));
        }
        return parser.finish();
    }

    /** The files {@code *.txt} of a folder, sorted by name. */
    static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no stories can be read from " + folder, e);
        }
    }
}
