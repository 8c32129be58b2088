package io.pgspan.operators.kubedb.policy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a CEL expression can be a count of pods. This is no CEL parser: it finds, in one pass over the words, what certainly is none, a
 * number with a fraction, a text, a comparison that is the result, an unknown name, an unbalanced bracket. What it lets pass may still fail
 * in the controller.
 */
final class CelCount {
    private static final int LENGTH_MAX = 1_000;
    private static final Pattern WORD =
            Pattern.compile("\\s*(?:(\\d+\\.\\d+(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+)|(\\d+)[uU]?"
                    + "|([A-Za-z_]\\w*)|(\"[^\"]*\"|'[^']*')|(&&|\\|\\||[<>=!]=|[<>!])|([-+*/%.,?:\\[\\]()]))");
    private static final Set<String> ROOTS = Set.of("obj", "int", "uint", "size", "has", "in");
    private static final Set<String> NOT_WHOLE = Set.of("double", "string", "true", "false", "null", "bool");

    private CelCount() {}

    /** What is wrong with it, in words; empty when nothing was found. */
    static Optional<String> fault(String cel) {
        if (cel.isBlank() || cel.length() > LENGTH_MAX) {
            return Optional.of("it is no expression");
        }
        Matcher word = WORD.matcher(cel.stripTrailing());
        int at = 0;
        int depth = 0;
        boolean compares = false;
        boolean chooses = false;
        String before = "";
        while (at < cel.stripTrailing().length()) {
            if (!word.find(at) || word.start() != at) {
                return Optional.of("it can't be read as CEL at character " + (at + 1));
            }
            String text = word.group().strip();
            if (word.group(1) != null) {
                return Optional.of(text + " is no whole number");
            }
            if (word.group(3) != null && !before.equals(".")) {
                if (NOT_WHOLE.contains(text)) {
                    return Optional.of("'" + text + "' makes no whole number");
                }
                if (!ROOTS.contains(text)) {
                    return Optional.of("'" + text + "' is unknown, only obj, the PetSet, is");
                }
            }
            compares |= word.group(5) != null;
            chooses |= text.equals("?");
            depth += text.equals("(") || text.equals("[") ? 1 : text.equals(")") || text.equals("]") ? -1 : 0;
            if (depth < 0) {
                return Optional.of("a bracket is closed that was not opened");
            }
            before = text;
            at = word.end();
        }
        if (depth != 0) {
            return Optional.of("a bracket is not closed");
        }
        boolean text = before.endsWith("\"") || before.endsWith("'");
        if (text && !chooses) {
            return Optional.of("it ends in a text");
        }
        return compares && !chooses ? Optional.of("it is true or false") : Optional.empty();
    }
}
