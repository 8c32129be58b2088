package io.pgspan.testkit.base.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a verb or a condition looks like: literal words and slots, as {@link Vocabulary} tells. */
final class Shape {
    private static final Pattern SLOT = Pattern.compile("<([A-Za-z][A-Za-z0-9-]*)(?::([A-Za-z0-9|-]+)|(\\.\\.\\.))?>");

    private final String text;
    private final List<Part> parts = new ArrayList<>();

    private enum Kind {
        LITERAL,
        WORD,
        INT,
        TIME,
        CHOICE,
        REST
    }

    private record Part(Kind kind, String name, List<String> choices) {
        /** A value for this part, nothing when the word is not of its kind. */
        Optional<Object> value(String word) {
            return switch (kind) {
                case LITERAL -> word.equals(name) ? Optional.of(word) : Optional.empty();
                case WORD, REST -> Optional.of(word);
                case INT -> integer(word);
                case TIME -> StoryTime.parse(word).map(Object.class::cast);
                case CHOICE -> choices.contains(word) ? Optional.of(word) : Optional.empty();
            };
        }

        private static Optional<Object> integer(String word) {
            try {
                return Optional.of(Integer.parseInt(word));
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        }

        String expected() {
            return switch (kind) {
                case INT -> "a whole number";
                case TIME -> StoryTime.EXPECTED;
                case CHOICE -> "one of " + String.join(", ", choices);
                case LITERAL -> name;
                case WORD, REST -> "a word";
            };
        }
    }

    private Shape(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is no shape */
    static Shape of(String text) {
        Shape shape = new Shape(text.strip().replaceAll("\\s+", " "));
        for (String word : shape.text.split(" ", -1)) {
            shape.add(word);
        }
        return shape;
    }

    private void add(String word) {
        Part part = part(word);
        if (word.isEmpty() || (!parts.isEmpty() && parts.get(parts.size() - 1).kind() == Kind.REST)) {
            throw new IllegalArgumentException("shape \"" + text + "\": it needs a word, and <name...> comes last");
        }
        if (part.kind() != Kind.LITERAL && parts.stream().anyMatch(other -> isSlot(other, part.name()))) {
            throw new IllegalArgumentException("shape \"" + text + "\" has two slots " + part.name());
        }
        parts.add(part);
    }

    private static boolean isSlot(Part part, String name) {
        return part.kind() != Kind.LITERAL && part.name().equals(name);
    }

    private Part part(String word) {
        Matcher slot = SLOT.matcher(word);
        if (!slot.matches()) {
            if (word.startsWith("<")) {
                throw new IllegalArgumentException("shape \"" + text + "\": \"" + word
                        + "\" is none of <name>, <name:int>, <name:time>, <name:one|other>, <name...>");
            }
            return new Part(Kind.LITERAL, word, List.of());
        }
        String name = slot.group(1);
        String type = slot.group(2);
        if (slot.group(3) != null) {
            return new Part(Kind.REST, name, List.of());
        }
        if (type == null) {
            return new Part(Kind.WORD, name, List.of());
        }
        return switch (type) {
            case "int" -> new Part(Kind.INT, name, List.of());
            case "time" -> new Part(Kind.TIME, name, List.of());
            default -> choice(name, List.of(type.split("\\|", -1)));
        };
    }

    private Part choice(String name, List<String> choices) {
        if (choices.size() < 2) {
            throw new IllegalArgumentException("shape \"" + text + "\": <" + name + ":" + choices.get(0)
                    + "> is no type; there are int, time, one|other");
        }
        return new Part(Kind.CHOICE, name, choices);
    }

    String text() {
        return text;
    }

    /** Equal for shapes that would match the same lines. */
    String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (Part part : parts) {
            pattern.append(part.kind()).append(part.kind() == Kind.LITERAL ? part.name() : part.choices());
            pattern.append(' ');
        }
        return pattern.toString();
    }

    /** How narrow it is: of two shapes that match, the one with more literals, then choices and numbers, is meant. */
    int narrowness() {
        int narrowness = 0;
        for (Part part : parts) {
            narrowness += part.kind() == Kind.LITERAL ? 100 : part.kind() == Kind.WORD ? 1 : 10;
            narrowness -= part.kind() == Kind.REST ? 10 : 0;
        }
        return narrowness;
    }

    /** The arguments when the words have this shape. */
    Optional<Arguments> match(List<String> words) {
        if (!fits(words) || complaint(words).isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.kind() == Kind.REST) {
                values.put(part.name(), List.copyOf(words.subList(i, words.size())));
            } else if (part.kind() != Kind.LITERAL) {
                values.put(part.name(), part.value(words.get(i)).orElseThrow());
            }
        }
        return Optional.of(new Arguments(text, values));
    }

    /** Whether number and literals are right, whatever is in the slots. */
    boolean fits(List<String> words) {
        boolean open = parts.get(parts.size() - 1).kind() == Kind.REST;
        if (open ? words.size() < parts.size() : words.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.kind() == Kind.LITERAL && !part.name().equals(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong in a slot, of words that fit. */
    Optional<String> complaint(List<String> words) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.value(words.get(i)).isEmpty()) {
                return Optional.of("\"" + words.get(i) + "\" does not fit <" + part.name() + "> in \"" + text
                        + "\": write " + part.expected());
            }
        }
        return Optional.empty();
    }

    /** How far these words are from this shape. */
    double distance(List<String> words) {
        return Nearest.edits(words.size(), parts.size(), (i, j) -> {
            Part part = parts.get(j);
            return part.kind() == Kind.LITERAL ? 1.5 * Nearest.letters(words.get(i), part.name()) : 0.1;
        });
    }
}
