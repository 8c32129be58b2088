package io.pgspan.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression: which values it takes, one bit each. The grammar is that of the library Kubernetes uses.
 *
 * @param bits bit {@code n} for value {@code n}
 * @param star whether an item was {@code *} or {@code ?} without a step above one
 * @param steppedStar whether an item was {@code *} or {@code ?} with a step above one
 */
record CronField(long bits, boolean star, boolean steppedStar) {

    /** Which field. */
    enum Kind {
        SECOND("second", 0, 59, ""),
        MINUTE("minute", 0, 59, ""),
        HOUR("hour", 0, 23, ""),
        DAY_OF_MONTH("day of month", 1, 31, ""),
        MONTH("month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"),
        DAY_OF_WEEK("day of week", 0, 6, "sunmontuewedthufrisat");

        private final String title;
        private final int first;
        private final int last;
        private final String names;

        /** @param names the values' names of three letters each, one after the other; empty when they have none */
        Kind(String title, int first, int last, String names) {
            this.title = title;
            this.first = first;
            this.last = last;
            this.names = names;
        }

        /** All values. */
        long all() {
            return (1L << (last + 1)) - (1L << first);
        }
    }

    /** What is wrong with a field; the schedule's factory says where. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }
    }

    private static final int NAME_LENGTH = 3;
    private static final Pattern ITEM = Pattern.compile("([^-/]+)(?:-([^-/]+))?(?:/([^-/]+))?");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,9}");

    static CronField parse(String text, Kind kind) throws Malformed {
        long bits = 0;
        boolean star = false;
        boolean steppedStar = false;
        for (String item : text.split(",", -1)) {
            if (item.isEmpty()) {
                continue; // two commas are one
            }
            Matcher m = ITEM.matcher(item);
            if (!m.matches()) {
                throw new Malformed("'" + item + "' is no value, range or step of the " + kind.title);
            }
            boolean any = m.group(1).equals("*") || m.group(1).equals("?");
            long step = m.group(3) == null ? 1 : number(m.group(3), kind);
            long from = any ? kind.first : value(m.group(1), kind);
            long to = to(m, any, from, kind);
            if (from < kind.first || to > kind.last || from > to || step == 0) {
                throw new Malformed("'" + item + "' is out of range: the " + kind.title + " is from " + kind.first
                        + " to " + kind.last + ", a range ascends, a step is at least 1");
            }
            for (long value = from; value <= to; value += step) {
                bits |= 1L << value;
            }
            star |= any && step == 1;
            steppedStar |= any && step > 1;
        }
        if (bits == 0) {
            throw new Malformed("the " + kind.title + " has no value");
        }
        return new CronField(bits, star, steppedStar);
    }

    private static long to(Matcher m, boolean any, long from, Kind kind) throws Malformed {
        if (any) {
            return kind.last; // '*-5' is '*' as well
        }
        if (m.group(2) != null) {
            return value(m.group(2), kind);
        }
        return m.group(3) == null ? from : kind.last; // '5/10' is '5-59/10'
    }

    private static long value(String text, Kind kind) throws Malformed {
        int name = text.length() == NAME_LENGTH ? kind.names.indexOf(text.toLowerCase(Locale.ROOT)) : -1;
        return name >= 0 && name % NAME_LENGTH == 0 ? kind.first + name / NAME_LENGTH : number(text, kind);
    }

    private static long number(String text, Kind kind) throws Malformed {
        if (!NUMBER.matcher(text).matches()) {
            throw new Malformed("'" + text + "' is no number of the " + kind.title);
        }
        return Long.parseLong(text);
    }

    boolean has(int value) {
        return (bits >>> value & 1) != 0;
    }

    boolean isAll(Kind kind) {
        return bits == kind.all();
    }

    /** The values as a list that holds no star: it means the same in every variant of the grammar. */
    String list() {
        List<String> values = new ArrayList<>();
        for (int value = 0; value < Long.SIZE; value++) {
            if (has(value)) {
                values.add(Integer.toString(value));
            }
        }
        return String.join(",", values);
    }
}
