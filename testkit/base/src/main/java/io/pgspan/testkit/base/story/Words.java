package io.pgspan.testkit.base.story;

import java.util.ArrayList;
import java.util.List;

/** A line cut into words; a comment is left out. */
final class Words {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /**
     * The words of a line.
     *
     * @throws IllegalArgumentException when a quoted word does not end
     */
    static List<String> of(String line) {
        Words split = new Words(line);
        split.run();
        return split.words;
    }

    /** The line without its comment and the blanks around it; the whole line when a quoted word does not end. */
    static String withoutComment(String line) {
        Words split = new Words(line);
        try {
            split.run();
        } catch (IllegalArgumentException unclosed) {
            return line.strip();
        }
        return line.substring(0, split.at).strip();
    }

    private void run() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '#') {
                return;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                words.add(quoted());
            } else {
                words.add(plain());
            }
        }
    }

    private String plain() {
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return word.toString();
            }
            if (c == '\\' && at + 1 < line.length()) {
                at++;
                c = line.charAt(at);
            }
            word.append(c);
        }
        throw new IllegalArgumentException("a word in quotes does not end: add the closing \"");
    }
}
