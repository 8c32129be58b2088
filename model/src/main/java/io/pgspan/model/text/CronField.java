package io.pgspan.model.text;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a schedule: which values it lets through. Lists, ranges, steps, names and {@code *} or {@code ?}, as the cron
 * library of Kubernetes reads them.
 */
enum CronField {
    SECOND("second", 0, 59, ""),
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of the month", 1, 31, ""),
    MONTH("month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"),
    DAY_OF_WEEK("day of the week", 0, 6, "sunmontuewedthufrisat");

    private static final int NAME_LENGTH = 3;

    private final String title;
    private final int least;
    private final int greatest;
    private final String names;

    /** @param names the values' names of three letters each, one after the other; empty when they have none */
    CronField(String title, int least, int greatest, String names) {
        this.title = title;
        this.least = least;
        this.greatest = greatest;
        this.names = names;
    }

    /** What is wrong with a field's text; empty when nothing is. */
    Optional<String> fault(String text) {
        return read(text) == null
                ? Optional.of("'" + text + "' is no " + title + " (" + least + " to " + greatest + ")")
                : Optional.empty();
    }

    /** Whether the text stands for every value, so that it doesn't restrict the other field of days. */
    static boolean isAny(String text) {
        return text.startsWith("*") || text.startsWith("?");
    }

    /** The values let through. The text must have no {@link #fault}. */
    BitSet values(String text) {
        BitSet values = read(text);
        return values == null ? new BitSet() : values;
    }

    @org.jspecify.annotations.Nullable
    private BitSet read(String text) {
        BitSet values = new BitSet(greatest + 1);
        for (String part : text.split(",", -1)) {
            if (!readPart(part, values)) {
                return null;
            }
        }
        return values;
    }

    private boolean readPart(String part, BitSet values) {
        String[] stepped = part.split("/", -1);
        String[] range = stepped[0].split("-", -1);
        boolean any = range.length == 1 && (range[0].equals("*") || range[0].equals("?"));
        int from = any ? least : number(range[0]);
        int step = stepped.length == 1 ? 1 : plain(stepped[1]);
        int to = any || (range.length == 1 && stepped.length == 2)
                ? greatest
                : range.length == 1 ? from : number(range[range.length - 1]);
        if (stepped.length > 2 || range.length > 2 || from < least || to > greatest || from > to || step < 1) {
            return false;
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
        return true;
    }

    private int number(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i + NAME_LENGTH <= names.length() && word.length() == NAME_LENGTH; i += NAME_LENGTH) {
            if (names.startsWith(word, i)) {
                return least + i / NAME_LENGTH;
            }
        }
        return plain(text);
    }

    /** Digits only, −1 when there is anything else. */
    private static int plain(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(text);
    }
}
