package io.pgspan.operators;

import java.util.List;
import java.util.Random;

/** Puts into texts what YAML gives a meaning to, and takes pieces out. */
final class JunkTexts {
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "0",
            "99999999999999999999",
            "1e999",
            "0x",
            "\"",
            "'",
            "&a",
            "*a",
            "<<: *a",
            "- ",
            ": ",
            "!!int x",
            "!!binary x",
            "\t",
            "\u0000",
            "true",
            "~",
            "---\n",
            "...\n",
            "{a: [",
            "[a, a]",
            "\u2028",
            "\ud83d",
            "replicas: 2",
            "a: &a [*a]",
            "metadata: 1",
            "spec: x",
            "kind: List",
            "items: [1]",
            "name: \"\"",
            "@every 5m",
            "repo9",
            "App_1",
            "-x",
            "%YAML 9.9\n",
            "? ",
            "| \n",
            "#");

    private JunkTexts() {}

    /** The text with one change. */
    static String mutate(String text, Random random) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        if (text.isEmpty()) {
            return piece;
        }
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        int valueAt = text.indexOf(": ", at);
        int lineEnd = text.indexOf('\n', Math.max(at, valueAt));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, at) + text.substring(at, end) + text.substring(at);
            case 3 ->
                text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(Math.min(text.length(), at + 1));
            case 4 ->
                valueAt < 0 || lineEnd < 0 ? text : text.substring(0, valueAt + 2) + piece + text.substring(lineEnd);
            default -> lineEnd < 0 ? text : text.substring(0, at) + text.substring(lineEnd);
        };
    }
}
