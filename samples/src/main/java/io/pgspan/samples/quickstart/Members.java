package io.pgspan.samples.quickstart;

import io.pgspan.model.PgspanException;
import io.pgspan.model.placement.Assignment;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.fleet.AgentStatus;
import io.pgspan.testkit.fleet.PodHandle;
import io.pgspan.testkit.fleet.SimulatedFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The members of the running cluster, as their agents tell. */
final class Members {
    private static final Duration LOOK_PERIOD = Duration.ofMillis(20);
    private static final int LOG_LINES_MAX = 15;

    private final SimulatedFleet fleet;
    private final Assignment assignment;
    private final Credentials credentials;

    Members(SimulatedFleet fleet, Assignment assignment, Credentials credentials) {
        this.fleet = fleet;
        this.assignment = assignment;
        this.credentials = credentials;
    }

    List<String> data() {
        return assignment.replicas().stream().map(Assignment.Placed::pod).toList();
    }

    PodHandle pod(String name) {
        return fleet.pod(name);
    }

    /** What an agent says; empty while its pod does not run or does not answer. */
    Optional<AgentStatus> status(String name) {
        try {
            return fleet.pod(name).status();
        } catch (PgspanException notRunning) {
            return Optional.empty();
        }
    }

    /** The primary of an epoch later than the given one. */
    Optional<AgentStatus> primaryAfter(long epoch) {
        return data().stream()
                .flatMap(m -> status(m).stream())
                .filter(s -> s.isPrimary() && s.epoch() > epoch)
                .findFirst();
    }

    /** Whether one member leads and every other data member streams from it. */
    boolean complete() {
        List<AgentStatus> all = data().stream().flatMap(m -> status(m).stream()).toList();
        long primaries = all.stream().filter(AgentStatus::isPrimary).count();
        long streaming = all.stream()
                .filter(s -> s.role() == AgentStatus.Role.STANDBY && s.streaming())
                .count();
        return primaries == 1 && streaming == data().size() - 1;
    }

    AgentStatus primary() {
        return primaryAfter(0).orElseThrow(() -> new PgspanException("no member leads at the moment"));
    }

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        data().forEach(m -> endpoints.put(m, fleet.pod(m).endpoint()));
        return endpoints;
    }

    PostgresProbe probe(String member) {
        return new PostgresProbe(fleet.pod(member).endpoint(), credentials);
    }

    /** The pods as the report shows them. */
    List<Report.Pod> topology() {
        List<Report.Pod> pods = new ArrayList<>();
        for (Assignment.Placed placed : assignment.members()) {
            Optional<AgentStatus> status = status(placed.pod());
            pods.add(new Report.Pod(
                    placed.pod(),
                    placed.clusterName(),
                    fleet.pod(placed.pod()).node(),
                    status.map(s -> s.role().name()).orElse("DOWN"),
                    status.map(AgentStatus::timeline).orElse(0),
                    status.map(s -> s.received().toString()).orElse("0/0"),
                    status.map(s -> s.replayed().toString()).orElse("0/0")));
        }
        return pods;
    }

    /**
     * Waits for something to come true.
     *
     * @throws PgspanException when it does not; with what the agents last said
     */
    void await(String what, Duration limit, BooleanSupplier condition) {
        awaitPresent(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Waits for something to be there.
     *
     * @throws PgspanException when it does not come; with what the agents last said
     */
    <T> T awaitPresent(String what, Duration limit, Supplier<Optional<T>> attempt) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<T> found = attempt.get();
        while (found.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new PgspanException("waited " + limit.toSeconds() + " s in vain until " + what + ". " + excuse());
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_PERIOD.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PgspanException("interrupted while waiting until " + what, e);
            }
            found = attempt.get();
        }
        return found.get();
    }

    private String excuse() {
        StringBuilder text = new StringBuilder("The members:");
        for (Assignment.Placed placed : assignment.members()) {
            text.append("\n  ")
                    .append(placed.pod())
                    .append(": ")
                    .append(status(placed.pod())
                            .map(s -> s.role() + ", " + s.rule() + ": " + s.reason())
                            .orElse("no answer"));
            try {
                List<String> log = fleet.pod(placed.pod()).log().lines().toList();
                log.subList(Math.max(0, log.size() - LOG_LINES_MAX), log.size())
                        .forEach(line -> text.append("\n      ").append(line));
            } catch (PgspanException notRunning) {
                text.append(" (").append(notRunning.getMessage()).append(')');
            }
        }
        return text.toString();
    }
}
