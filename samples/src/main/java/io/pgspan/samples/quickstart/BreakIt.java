package io.pgspan.samples.quickstart;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.assertions.LostRows;
import io.pgspan.testkit.assertions.PrimaryWatch;
import io.pgspan.testkit.fleet.AgentStatus;
import io.pgspan.testkit.postgres.Gap;
import io.pgspan.testkit.postgres.RowWriter;
import io.pgspan.testkit.postgres.RowWriterOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Kills the primary's PostgreSQL and agent while rows are written, and watches what becomes of it. */
final class BreakIt {
    private static final int ROWS_BEFORE = 200;
    private static final int ROWS_AFTER = 200;
    private static final Duration ROWS_LIMIT = Duration.ofSeconds(30);
    private static final Duration ELECTION_LIMIT = Duration.ofSeconds(60);

    private final Members members;
    private final Credentials credentials;
    private final Story story;

    BreakIt(Members members, Credentials credentials, Story story) {
        this.members = members;
        this.credentials = credentials;
        this.story = story;
    }

    Report.Failover run() {
        try (PrimaryWatch watch = PrimaryWatch.start(members.endpoints(), credentials);
                RowWriter writer = RowWriter.start(
                        List.copyOf(members.endpoints().values()), credentials, RowWriterOptions.ofDefaults())) {
            story.tell("a writer commits rows through " + writer.url());
            awaitRows(writer, ROWS_BEFORE);
            return kill(writer, watch);
        }
    }

    private Report.Failover kill(RowWriter writer, PrimaryWatch watch) {
        AgentStatus before = members.primary();
        String killed = before.member();
        story.tell(writer.acknowledgedCount() + " rows acknowledged; kill -9 of " + killed
                + "'s PostgreSQL, its children and its agent");
        long killedNanos = System.nanoTime();
        members.pod(killed).killContainer();
        // every process of it is dead now: what is acknowledged after this moment is not its doing
        Instant deadAt = Instant.now();

        AgentStatus promoted = members.awaitPresent(
                "a member leads after the kill of " + killed,
                ELECTION_LIMIT,
                () -> members.primaryAfter(before.epoch()));
        long electionMillis = millisSince(killedNanos);
        story.tell(promoted.member() + " leads epoch " + promoted.epoch() + " after " + electionMillis + " ms ("
                + promoted.rule() + ")");

        Lsn promotion = promotionPoint(before, promoted);
        members.await(
                killed + " is back in place",
                ELECTION_LIMIT,
                () -> members.status(killed).filter(s -> isBack(s, promotion)).isPresent());
        long rejoinedMillis = millisSince(killedNanos);
        story.tell(killed + " is back as a "
                + members.status(killed).map(s -> s.role().name()).orElse("?") + " past the promotion at " + promotion
                + " after " + rejoinedMillis + " ms");
        members.await("every standby streams", ELECTION_LIMIT, members::complete);
        int seen = writer.acknowledgedCount();
        awaitRows(writer, seen + ROWS_AFTER);
        writer.stop();

        Gap outage = writer.outageAround(deadAt)
                .orElseThrow(() -> new PgspanException("the writer was not acknowledged on both sides of the kill"));
        long lost =
                LostRows.count(writer, members.pod(members.primary().member()).endpoint(), credentials);
        story.tell(writer.acknowledgedCount() + " rows acknowledged, " + lost + " lost; no acknowledgement for "
                + outage.length().toMillis() + " ms");
        requireSafe(lost, watch);
        return new Report.Failover(
                killed,
                promoted.member(),
                electionMillis,
                outage.length().toMillis(),
                writer.acknowledgedCount(),
                lost,
                before.timeline(),
                members.primary().timeline(),
                rejoinedMillis);
    }

    private void requireSafe(long lost, PrimaryWatch watch) {
        if (lost > 0) {
            throw new PgspanException(lost + " acknowledged rows are lost: this must never happen");
        }
        if (!watch.violations().isEmpty()) {
            throw new PgspanException("two members were out of recovery at the same time: " + watch.violations());
        }
        story.tell("no two members were out of recovery at the same time");
    }

    /** Where the old timeline ended; for a restart in place, where the old primary was. */
    private Lsn promotionPoint(AgentStatus before, AgentStatus promoted) {
        if (promoted.timeline() == before.timeline()) {
            return before.received();
        }
        try (PostgresProbe probe = members.probe(promoted.member())) {
            return probe.timelineHistory(promoted.timeline())
                    .endOf(before.timeline())
                    .orElse(before.received());
        }
    }

    private static boolean isBack(AgentStatus status, Lsn promotion) {
        boolean streams = status.role() == AgentStatus.Role.STANDBY && status.streaming();
        return (streams || status.isPrimary()) && !promotion.isAfter(status.received());
    }

    private void awaitRows(RowWriter writer, int rows) {
        members.await(
                "the writer has " + rows + " rows acknowledged (" + writer.lastFailure() + ")",
                ROWS_LIMIT,
                () -> writer.acknowledgedCount() >= rows);
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
