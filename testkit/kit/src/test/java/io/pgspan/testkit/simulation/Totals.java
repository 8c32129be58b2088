package io.pgspan.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all histories that were ever run have seen: one line a number, so that a run can go on where another was broken off. */
final class Totals {
    private static final Path FILE = Path.of("src", "test", "resources", "histories.txt");

    private final Map<String, Long> counts;

    private Totals(Map<String, Long> counts) {
        this.counts = counts;
    }

    static Totals read() {
        Map<String, Long> counts = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                int space = line.lastIndexOf(' ');
                if (!line.startsWith("#") && space > 0) {
                    counts.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Totals(counts);
    }

    /** Whole or not at all. */
    void write() {
        List<String> lines =
                new ArrayList<>(List.of("# What all histories run so far have seen; made by HistoriesTest."));
        counts.forEach((what, n) -> lines.add(what + " " + n));
        Path next = FILE.resolveSibling(FILE.getFileName() + ".new");
        try {
            Files.write(next, lines);
            Files.move(next, FILE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** The next number of a setting; those that an earlier engine has had are not run again. */
    long next(History.Setting setting) {
        return of("earlier " + setting) + of("histories " + setting) + 1;
    }

    /** What is counted under a heading, by name. */
    Map<String, Long> under(String heading) {
        Map<String, Long> found = new TreeMap<>();
        counts.forEach((what, n) -> {
            if (what.startsWith(heading + " ")) {
                found.put(what.substring(heading.length() + 1), n);
            }
        });
        return found;
    }

    void add(String what, long n) {
        counts.merge(what, n, Long::sum);
    }

    void add(History.Setting setting, History.Outcome outcome) {
        add("histories " + setting, 1);
        add("loops", outcome.turns());
        add("events", outcome.events());
        add("promotions", outcome.promotions());
        add("acknowledged", outcome.acknowledgements());
        outcome.faults().forEach((kind, n) -> add("fault " + kind, n));
        outcome.rules().forEach((rule, n) -> add("rule " + rule, n));
    }
}
