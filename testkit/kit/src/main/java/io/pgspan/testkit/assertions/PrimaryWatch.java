package io.pgspan.testkit.assertions;

import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.assertions.ServerWatch.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks every server of a cluster, all the time, whether it is out of recovery, each on a connection of its own so that a silent one hides
 * none of the others.
 *
 * <p><b>What a violation proves.</b> Two yeses on one connection mean that the server was out of recovery all the time between the
 * arrival of the first answer and the sending of the second question: a server goes back into recovery only by a restart, which ends
 * every connection. A violation is an overlap of two such times of two servers, so both were out of recovery at the same moment for
 * certain; a promotion between two questions is never taken for one. It doesn't prove that both accepted a commit: the older one may have
 * been waiting for standbys in vain.
 *
 * <p><b>What no violation proves.</b> No overlap longer than about two periods plus the time of a connection escaped, on servers that
 * accepted this watch's connections meanwhile. Shorter ones may have; {@link #answers} tells whether a server was looked at at all.
 */
public final class PrimaryWatch implements AutoCloseable {
    /** 20 ms. */
    public static final Duration PERIOD_DEFAULT = Duration.ofMillis(20);

    private final Instant startInstant = Instant.now();
    private final long startNanos = System.nanoTime();
    private final List<ServerWatch> watches;

    private PrimaryWatch(List<ServerWatch> watches) {
        this.watches = watches;
    }

    /** Starts asking, every 20 ms. The servers need not answer yet. */
    public static PrimaryWatch start(Map<String, Endpoint> servers, Credentials credentials) {
        return start(servers, credentials, PERIOD_DEFAULT);
    }

    /**
     * Starts asking. The servers need not answer yet.
     *
     * @param servers member to where it listens
     * @param credentials of a role that may connect to the database {@code postgres}
     * @param period the pause between two questions to one server
     */
    public static PrimaryWatch start(Map<String, Endpoint> servers, Credentials credentials, Duration period) {
        List<ServerWatch> watches = servers.entrySet().stream()
                .map(e -> new ServerWatch(e.getKey(), e.getValue(), credentials, period))
                .toList();
        watches.forEach(ServerWatch::start);
        return new PrimaryWatch(watches);
    }

    /** Every overlap so far of two servers out of recovery, in order of time; empty is good. */
    public List<TwoPrimaries> violations() {
        return overlaps(watches.stream().flatMap(w -> w.spans().stream()).toList()).stream()
                .map(o -> new TwoPrimaries(
                        o.one().member(),
                        o.other().member(),
                        instant(o.fromNanos()),
                        Duration.ofNanos(o.toNanos() - o.fromNanos())))
                .toList();
    }

    /** The times at which each server is proven to have been out of recovery, in order of time. */
    public List<PrimarySpan> primaries() {
        return watches.stream()
                .flatMap(w -> w.spans().stream())
                .sorted(Comparator.comparingLong(Span::fromNanos))
                .map(s -> new PrimarySpan(s.member(), instant(s.fromNanos()), instant(s.toNanos())))
                .toList();
    }

    /** How many answers each server gave so far: a watch that saw nothing proves nothing. */
    public Map<String, Long> answers() {
        return watches.stream().collect(Collectors.toMap(ServerWatch::member, ServerWatch::answers));
    }

    /** Two spans of different servers and the time they share, ends included. */
    record Overlap(Span one, Span other, long fromNanos, long toNanos) {}

    static List<Overlap> overlaps(List<Span> spans) {
        List<Span> ordered = spans.stream()
                .sorted((a, b) -> Long.signum(a.fromNanos() - b.fromNanos()))
                .toList();
        List<Overlap> found = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = i + 1; j < ordered.size(); j++) {
                Span one = ordered.get(i);
                Span other = ordered.get(j);
                long to = one.toNanos() - other.toNanos() < 0 ? one.toNanos() : other.toNanos();
                if (!one.member().equals(other.member()) && to - other.fromNanos() >= 0) {
                    found.add(new Overlap(one, other, other.fromNanos(), to));
                }
            }
        }
        return found;
    }

    /**
     * The time by the clock of all of this watch's instants. It starts as the wall clock and is not set with it: what is to be compared
     * with a span is timed by this one.
     */
    public Instant now() {
        return instant(System.nanoTime());
    }

    private Instant instant(long nanos) {
        return startInstant.plusNanos(nanos - startNanos);
    }

    /** Ends all questions; what was found stays readable. Waits for the questions in progress, 10 s at most each. */
    @Override
    public void close() {
        watches.forEach(ServerWatch::stop);
        watches.forEach(ServerWatch::join);
    }
}
