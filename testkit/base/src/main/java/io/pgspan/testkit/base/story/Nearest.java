package io.pgspan.testkit.base.story;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what someone meant to write: edit distance, letter by letter or word by word. Cost: the product of both lengths. */
final class Nearest {
    private static final int SHOWN_MAX = 3;

    private Nearest() {}

    /** The nearest known words, at most three, nearest first. */
    static String of(String word, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.<String>comparingDouble(each -> letters(word, each))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN_MAX)
                .collect(Collectors.joining(", "));
    }

    /** The shapes nearest to these words, at most three, nearest first. */
    static String shapes(List<String> words, Collection<Shape> known) {
        return known.stream()
                .sorted(Comparator.<Shape>comparingDouble(shape -> shape.distance(words))
                        .thenComparing(Shape::text))
                .limit(SHOWN_MAX)
                .map(Shape::text)
                .collect(Collectors.joining(", "));
    }

    /** How different two words are: 0 for equal ones, 1 when nothing fits. */
    static double letters(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        return longest == 0
                ? 0
                : edits(one.length(), other.length(), (i, j) -> one.charAt(i) == other.charAt(j) ? 0 : 1) / longest;
    }

    /** The cost of taking the element {@code i} of the one for the element {@code j} of the other. */
    interface Difference {
        double between(int i, int j);
    }

    /** The least cost of turning one sequence into the other; leaving an element out costs 1. */
    static double edits(int one, int other, Difference difference) {
        double[] above = new double[other + 1];
        for (int j = 0; j <= other; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one; i++) {
            double[] row = new double[other + 1];
            row[0] = i;
            for (int j = 1; j <= other; j++) {
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + difference.between(i - 1, j - 1));
            }
            above = row;
        }
        return above[other];
    }
}
