package io.pgspan.model.text;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a schedule: which values it lets through. Lists, ranges, steps, names and {@code *} or {@code ?}, as the cron
 * library of Kubernetes reads them.
 */
enum CronField {
    SECOND("second", 0, 59, List.of()),
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY_OF_MONTH("day of the month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    DAY_OF_WEEK("day of the week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private final String title;
    private final int least;
    private final int greatest;
    private final List<String> names;

    CronField(String title, int least, int greatest, List<String> names) {
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
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? least + name : plain(text);
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
