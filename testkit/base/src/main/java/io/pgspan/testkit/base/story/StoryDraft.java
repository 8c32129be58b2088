package io.pgspan.testkit.base.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What could be read of a story, and what could not. */
record StoryDraft(Story story, List<Mistake> mistakes) {
    /** What is wrong in a line. */
    record Mistake(String file, int line, String text) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + text;
        }
    }

    StoryDraft {
        mistakes = List.copyOf(mistakes);
    }

    StoryDraft with(List<Mistake> more) {
        List<Mistake> all = new ArrayList<>(mistakes);
        all.addAll(more);
        all.sort(Comparator.comparingInt(Mistake::line));
        return new StoryDraft(story, all);
    }

    Story orThrow() {
        failure(List.of(this)).ifPresent(e -> {
            throw e;
        });
        return story;
    }

    static Optional<StoryException> failure(List<StoryDraft> drafts) {
        List<String> all = drafts.stream()
                .flatMap(draft -> draft.mistakes.stream())
                .map(Mistake::toString)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(new StoryException(all));
    }
}
