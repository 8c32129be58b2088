package io.pgspan.testkit.base.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells stories in a vocabulary. With a clock and a context that are deterministic, a story goes the same way every time: nothing
 * here reads a clock of its own, draws a number or starts a thread.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> stories() {
 *     return teller.readAll(Path.of("src/test/resources/stories")).stream().map(story -> dynamicTest(
 *             story.id() + " " + story.title(),
 *             () -> { Fleet fleet = new Fleet(); teller.tell(story, fleet, fleet.clock()).orThrow(); }));
 * }
 * }</pre>
 *
 * @param <C> what stories are told about
 */
public final class Storyteller<C> {
    private final Vocabulary<C> vocabulary;

    /** A teller may tell any number of stories, also at once. */
    public Storyteller(Vocabulary<C> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads one story of this vocabulary.
     *
     * @param file the name for messages
     * @param text the whole file
     * @throws StoryException with every mistake: of the format, and words the vocabulary does not know with the nearest it does
     */
    public Story read(String file, String text) {
        return draft(file, text).orThrow();
    }

    /**
     * Reads every {@code *.txt} of a folder, sorted by the file's name.
     *
     * @throws StoryException with every mistake of every file; two stories of one id are a mistake too
     * @throws UncheckedIOException when the folder can't be read
     */
    public List<Story> readAll(Path folder) {
        List<StoryDraft> drafts = new ArrayList<>();
        for (Path file : StoryReader.files(folder)) {
            StoryDraft draft = draft(file.getFileName().toString(), textOf(file));
            for (StoryDraft other : drafts) {
                if (other.story().id().equals(draft.story().id())) {
                    draft = draft.with(List.of(new StoryDraft.Mistake(
                            draft.story().file(),
                            1,
                            "id " + draft.story().id() + " is that of "
                                    + other.story().file())));
                }
            }
            drafts.add(draft);
        }
        StoryDraft.failure(drafts).ifPresent(e -> {
            throw e;
        });
        return drafts.stream().map(StoryDraft::story).toList();
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("story " + file + " can't be read", e);
        }
    }

    private StoryDraft draft(String file, String text) {
        StoryDraft draft = StoryReader.draft(file, text);
        return draft.with(vocabulary.mistakes(draft.story()));
    }

    /**
     * Tells a story to its end or to its first failure.
     *
     * @param context what it is told about, fresh for each telling
     * @param clock at zero
     * @throws StoryException when the vocabulary does not know its words; nothing has happened then
     */
    public StoryOutcome tell(Story story, C context, StoryClock clock) {
        new StoryDraft(story, vocabulary.mistakes(story)).orThrow();
        return new Telling<>(story, vocabulary, context, clock).tell();
    }
}
