package io.pgspan.samples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells each step on the console as it happens, and remembers it for the report. */
final class Story {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private final List<Report.Event> events = new CopyOnWriteArrayList<>();
    private volatile String part = "start";

    Story(PrintStream out) {
        this.out = out;
    }

    /** A new part of the run begins. */
    void begin(String name, String title) {
        part = name;
        out.printf("%n== %s%n", title);
    }

    /** Something happened. */
    synchronized void tell(String what) {
        long millis = elapsed().toMillis();
        events.add(new Report.Event(millis, part, what));
        out.printf(Locale.ROOT, "%7.2f s  %s%n", millis / 1000.0, what);
    }

    /** Text that belongs on the console only. */
    synchronized void show(String text) {
        text.lines().forEach(line -> out.println("           " + line));
    }

    /** The time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    List<Report.Event> events() {
        return List.copyOf(events);
    }
}
