package io.pgspan.testkit.base.story;

import java.util.List;

/** A story that can't be told: every mistake in its file, each as {@code file:line: what is wrong, what to do}. */
public final class StoryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    StoryException(List<String> mistakes) {
        super((mistakes.size() == 1 ? "1 mistake:\n" : mistakes.size() + " mistakes:\n") + String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** The mistakes, in the order of the file. */
    public List<String> mistakes() {
        return mistakes;
    }
}
