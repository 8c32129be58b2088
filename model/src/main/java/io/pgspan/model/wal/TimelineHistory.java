package io.pgspan.model.wal;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a timeline came to be: for each ancestor, the position at which its child left it. The same facts as a
 * {@code .history} file.
 *
 * @param timeline the timeline whose history this is, at least 1
 * @param switches ancestors in ascending order
 */
public record TimelineHistory(int timeline, List<Switch> switches) {

    /**
     * The end of an ancestor.
     *
     * @param timeline the ancestor
     * @param at the first position that is no longer the ancestor's
     */
    public record Switch(int timeline, Lsn at) {}

    /** @throws PgspanException when the order is broken */
    public TimelineHistory {
        switches = List.copyOf(switches);
        int before = 0;
        for (Switch s : switches) {
            if (s.timeline() <= before || s.timeline() >= timeline) {
                throw new PgspanException("timeline history of " + timeline + ": ancestor " + s.timeline()
                        + " is out of order; ancestors ascend and are smaller than the timeline");
            }
            before = s.timeline();
        }
    }

    /** The first timeline: no ancestors. */
    public static TimelineHistory first() {
        return new TimelineHistory(1, List.of());
    }

    /**
     * Reads the text of a {@code .history} file: lines of parent timeline, switch position, reason; blank lines and comments are
     * skipped.
     *
     * @throws PgspanException when a line has another form
     */
    public static TimelineHistory parse(int timeline, String text) {
        List<Switch> switches = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String t = line.strip();
            if (t.isEmpty() || t.startsWith("#")) {
                continue;
            }
            String[] columns = t.split("\\s+", 3);
            if (columns.length < 2) {
                throw new PgspanException("timeline history of " + timeline + ": line '" + t + "' lacks a position");
            }
            try {
                switches.add(new Switch(Integer.parseInt(columns[0]), Lsn.of(columns[1])));
            } catch (NumberFormatException e) {
                throw new PgspanException(
                        "timeline history of " + timeline + ": '" + columns[0] + "' is not a timeline", e);
            }
        }
        return new TimelineHistory(timeline, switches);
    }

    /** Where an ancestor ended; empty when it is not an ancestor. */
    public Optional<Lsn> endOf(int ancestor) {
        return switches.stream()
                .filter(s -> s.timeline() == ancestor)
                .map(Switch::at)
                .findFirst();
    }

    /**
     * Whether a server whose log reaches {@code position} on {@code otherTimeline} holds nothing that this history lacks, so that
     * it may follow.
     */
    public boolean contains(int otherTimeline, Lsn position) {
        if (otherTimeline == timeline) {
            return true;
        }
        return endOf(otherTimeline).map(end -> !position.isAfter(end)).orElse(false);
    }

    /** The history after a promotion at {@code position}. */
    public TimelineHistory promotedTo(int newTimeline, Lsn position) {
        List<Switch> next = new ArrayList<>(switches);
        next.add(new Switch(timeline, position));
        return new TimelineHistory(newTimeline, next);
    }
}
