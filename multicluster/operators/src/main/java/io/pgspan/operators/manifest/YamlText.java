package io.pgspan.operators.manifest;

import java.util.Locale;
import java.util.Set;

/** How a text is written in YAML so that every reader, old or new, takes it for that text: in quotes unless it is a plain word. */
final class YamlText {
    /** The longest key that may stand before its colon. */
    static final int SIMPLE_KEY_MAX = 100;

    private static final int AMOUNT_DIGITS_MAX = 9;
    private static final int WORD_LENGTH_MAX = 5;
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private YamlText() {}

    static void append(StringBuilder out, String value) {
        if (isWord(value) || isAmount(value)) {
            out.append(value);
        } else {
            quote(out, value);
        }
    }

    /** Whether these are several lines that stand unchanged behind {@code |} or {@code |-}. */
    static boolean isLines(String value) {
        int first = value.indexOf('\n');
        if (first <= 0 || value.charAt(0) == ' ' || value.endsWith("\n\n")) {
            return false;
        }
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean lineStart = i == 0 || value.charAt(i - 1) == '\n';
            if ((c < ' ' && c != '\n') || c > '~') {
                return false;
            }
            if (c == '\n' && blank && !lineStart) {
                return false; // a line of spaces only
            }
            blank = c == ' ' && (lineStart || blank);
        }
        return !blank;
    }

    /** Letters, digits, dots, dashes and slashes behind a letter or slash, but no word that some reader takes for a value. */
    private static boolean isWord(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/';
            boolean other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            if (!letter && (!other || i == 0)) {
                return false;
            }
        }
        return !value.isEmpty()
                && (value.length() > WORD_LENGTH_MAX || !WORDS.contains(value.toLowerCase(Locale.ROOT)));
    }

    /** A quantity such as {@code 500m} or {@code 2Gi}, which no reader takes for a number. */
    private static boolean isAmount(String value) {
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > AMOUNT_DIGITS_MAX) {
            return false;
        }
        int rest = value.length() - digits;
        return (rest == 1 && value.charAt(digits) == 'm')
                || (rest == 2 && "KMGT".indexOf(value.charAt(digits)) >= 0 && value.charAt(digits + 1) == 'i');
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (isPrintable(value, i)) {
                        out.append(c);
                    } else {
                        out.append("\\u").append(String.format(Locale.ROOT, "%04X", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPrintable(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
        }
        boolean separator = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        return (c >= ' ' && c <= '~') || (c >= 0xA0 && c <= 0xFFFD && !separator);
    }
}
