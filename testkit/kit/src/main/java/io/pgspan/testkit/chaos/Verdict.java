package io.pgspan.testkit.chaos;

import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.postgres.Credentials;
import io.pgspan.testkit.assertions.LostRows;
import io.pgspan.testkit.assertions.PrimaryWatch;
import io.pgspan.testkit.assertions.TwoPrimaries;
import io.pgspan.testkit.fleet.AgentStatus;
import io.pgspan.testkit.fleet.PodHandle;
import io.pgspan.testkit.fleet.SimulatedFleet;
import io.pgspan.testkit.postgres.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Gathers what the judge compares: rows of the last primary, its timelines, the agents' audit records. */
final class Verdict {
    private static final String OPTIONS =
            "?connectTimeout=5&socketTimeout=120&loginTimeout=10&sslmode=disable&gssEncMode=disable";
    private static final int FETCH_SIZE = 10_000;

    private final SimulatedFleet fleet;
    private final List<String> members;
    private final Credentials credentials;

    Verdict(SimulatedFleet fleet, List<String> members, Credentials credentials) {
        this.fleet = fleet;
        this.members = members;
        this.credentials = credentials;
    }

    ChaosReport of(
            ChaosPlan plan,
            List<Harmed> harmed,
            PrimaryWatch watch,
            RowWriter roaming,
            List<MemberWriter> sticking,
            Duration recovery,
            List<String> before) {
        List<String> violations = new ArrayList<>(before);
        List<Acknowledgement> acknowledged =
                sticking.stream().flatMap(w -> w.acknowledgements().stream()).toList();
        List<TwoPrimaries> overlaps = watch.violations();
        List<String> unexcused = ChaosJudge.overlaps(overlaps, harmed);
        List<Promotion> promotions = members.stream()
                .flatMap(m -> promotions(AuditSources.logged(fleet.pod(m))).stream())
                .toList();
        String namespace = fleet.pod(members.get(0)).namespace();
        List<Promotion> events = promotions(AuditSources.events(fleet.hubClient(), namespace));
        PodHandle primary = primary(violations);
        TimelineHistory history = history(primary);
        violations.addAll(ChaosJudge.writablePrimaries(acknowledged));
        violations.addAll(unexcused);
        violations.addAll(ChaosJudge.timelines(history, acknowledged, promotions));
        violations.addAll(ChaosJudge.lostRows(acknowledged, present(primary)));
        int lost = LostRows.count(roaming, primary.endpoint(), credentials);
        if (lost > 0) {
            violations.add(lost + " acknowledged rows of the roaming application are lost");
        }
        return new ChaosReport(
                plan,
                harmed,
                acknowledged.size() + roaming.acknowledgedCount(),
                promotions,
                events.size(),
                history.timeline(),
                roaming.longestGap().orElse(null),
                recovery,
                overlaps.size() - unexcused.size(),
                violations);
    }

    private static List<Promotion> promotions(List<AuditRecord> records) {
        return records.stream().flatMap(r -> Promotion.of(r).stream()).toList();
    }

    private PodHandle primary(List<String> violations) {
        return members.stream()
                .flatMap(m -> fleet.pod(m).status().stream())
                .filter(AgentStatus::isPrimary)
                .findFirst()
                .map(s -> fleet.pod(s.member()))
                .orElseThrow(() -> new PgspanException(
                        "chaos: nobody leads in the end, so nothing can be looked for: " + violations));
    }

    private static TimelineHistory history(PodHandle primary) {
        int timeline = primary.status()
                .orElseThrow(() -> new PgspanException("chaos: " + primary + " doesn't answer"))
                .timeline();
        if (timeline == 1) {
            return TimelineHistory.first();
        }
        Path file = primary.dataDirectory().resolve("pg_wal").resolve(String.format("%08X.history", timeline));
        try {
            return TimelineHistory.parse(timeline, Files.readString(file));
        } catch (IOException e) {
            throw new PgspanException("chaos: " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Set<Long>> present(PodHandle primary) {
        Properties login = new Properties();
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        Map<String, Set<Long>> present = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + primary.endpoint() + "/postgres" + OPTIONS, login);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery("SELECT member, id FROM " + MemberWriter.TABLE)) {
                while (rows.next()) {
                    present.computeIfAbsent(rows.getString(1), m -> new HashSet<>())
                            .add(rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new PgspanException("chaos: the rows of " + primary + " can't be read: " + e.getMessage(), e);
        }
        return present;
    }
}
