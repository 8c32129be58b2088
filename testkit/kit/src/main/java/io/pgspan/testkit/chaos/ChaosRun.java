package io.pgspan.testkit.chaos;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.assertions.PrimarySpan;
import io.pgspan.testkit.assertions.PrimaryWatch;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.chaos.ChaosFault.Harm;
import io.pgspan.testkit.fleet.AgentStatus;
import io.pgspan.testkit.fleet.SimulatedFleet;
import io.pgspan.testkit.postgres.RowWriter;
import io.pgspan.testkit.postgres.RowWriterOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a {@link ChaosPlan} out on a cluster of real processes while applications write, heals everything, waits until the cluster is whole
 * again, and judges. A fault aimed at a member that is harmed already hits the next one that isn't.
 */
public final class ChaosRun {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** From the last healing until the cluster is whole; members may have to be copied anew, one after the other. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);

    private static final Duration WRITES_LIMIT = Duration.ofSeconds(30);
    private static final int ROWS_AFTERWARDS = 50;

    private final SimulatedFleet fleet;
    private final ChaosLinks network;
    private final Credentials credentials;
    private final ChaosPlan plan;
    private final Injector injector;
    private final PriorityQueue<Healing> healings = new PriorityQueue<>(Comparator.comparing(Healing::at));
    private final List<Harmed> harmed = new ArrayList<>();
    private long startNanos;

    private record Healing(Duration at, Injection injection, String member, Instant from, Injector.Done done) {}

    private ChaosRun(SimulatedFleet fleet, ChaosLinks network, Credentials credentials, ChaosPlan plan) {
        this.fleet = fleet;
        this.network = network;
        this.credentials = credentials;
        this.plan = plan;
        this.injector = new Injector(fleet, network);
    }

    /**
     * Runs. Takes the plan's duration, and up to two minutes before and after it.
     *
     * @param fleet has the cluster, started or starting, over {@code network}; the record is on the hub
     * @param network whose members are those of the plan
     * @param credentials of a superuser
     * @throws PgspanException when the cluster did not come up in the first place, or can't be asked in the end
     */
    public static ChaosReport run(SimulatedFleet fleet, ChaosLinks network, Credentials credentials, ChaosPlan plan)
            throws InterruptedException {
        if (network.members().size() != plan.members()) {
            throw new PgspanException("chaos: the plan is for " + plan.members() + " members, the network has "
                    + network.members() + "; draw another plan");
        }
        return new ChaosRun(fleet, network, credentials, plan).run();
    }

    private ChaosReport run() throws InterruptedException {
        Await.until("one member leads, the others stream", START_LIMIT, this::isWhole);
        Map<String, Endpoint> servers = new LinkedHashMap<>();
        network.members().forEach(m -> servers.put(m, fleet.pod(m).endpoint()));
        prepare();
        List<MemberWriter> sticking = new ArrayList<>();
        try (PrimaryWatch watch = PrimaryWatch.start(servers, credentials);
                RowWriter roaming =
                        RowWriter.start(List.copyOf(servers.values()), credentials, RowWriterOptions.ofDefaults())) {
            servers.forEach((m, server) -> sticking.add(MemberWriter.start(m, server, credentials)));
            try {
                execute(watch);
            } finally {
                healAll();
            }
            Instant healed = Instant.now();
            List<String> violations = new ArrayList<>();
            recover(roaming, violations);
            Duration recovery = Duration.between(healed, Instant.now());
            roaming.stop();
            sticking.forEach(MemberWriter::close);
            return new Verdict(fleet, network.members(), credentials)
                    .of(plan, harmed, watch, roaming, sticking, recovery, violations);
        } finally {
            sticking.forEach(MemberWriter::close);
        }
    }

    private void prepare() {
        String primary = statuses().stream()
                .filter(AgentStatus::isPrimary)
                .findFirst()
                .orElseThrow(() -> new PgspanException("chaos: nobody leads before the first fault"))
                .member();
        try {
            MemberWriter.prepare(fleet.pod(primary).endpoint(), credentials);
        } catch (SQLException e) {
            throw new PgspanException("chaos: no table can be made on " + primary + ": " + e.getMessage(), e);
        }
    }

    private void execute(PrimaryWatch watch) throws InterruptedException {
        startNanos = System.nanoTime();
        for (Injection injection : plan.injections()) {
            healUntil(injection.at());
            await(injection.at());
            inject(injection, watch);
        }
        healUntil(plan.duration());
        await(plan.duration());
    }

    private void healUntil(Duration at) throws InterruptedException {
        for (Healing next = healings.peek(); next != null && next.at().compareTo(at) <= 0; next = healings.peek()) {
            await(next.at());
            heal(next);
        }
    }

    private void await(Duration at) throws InterruptedException {
        long left = startNanos + at.toNanos() - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void inject(Injection injection, PrimaryWatch watch) {
        String member = member(injection, watch);
        try {
            Injector.Done done = injector.inject(injection, member);
            LOG.info("chaos: {} {} for {}: {}", injection.fault(), member, injection.length(), done.outcome());
            healings.add(new Healing(injection.end(), injection, member, Instant.now(), done));
        } catch (RuntimeException e) {
            LOG.warn("chaos: {} {} was not done: {}", injection.fault(), member, e.getMessage());
        }
    }

    private void heal(Healing due) {
        healings.remove(due);
        due.done().heal().run();
        if (due.injection().fault().isLasting()) {
            LOG.info("chaos: {} {} is over", due.injection().fault(), due.member());
        }
        harmed.add(new Harmed(
                due.injection().fault(),
                due.member(),
                due.from(),
                Instant.now(),
                due.done().outcome()));
    }

    private void healAll() {
        List.copyOf(healings).forEach(this::heal);
        network.links().heal();
        fleet.hub().heal();
    }

    /** Whom a fault hits: empty for the store; the one that leads for a switchover. */
    private String member(Injection injection, PrimaryWatch watch) {
        if (injection.fault().harm() == Harm.STORE) {
            return "";
        }
        List<String> members = network.members();
        int first = injection.target() == Injection.PRIMARY || injection.fault() == ChaosFault.SWITCHOVER
                ? members.indexOf(lastPrimary(watch).orElse(members.get(0)))
                : injection.target();
        if (injection.fault() == ChaosFault.SWITCHOVER) {
            return members.get(first);
        }
        for (int i = 0; i < members.size(); i++) {
            String candidate = members.get((first + i) % members.size());
            if (healings.stream().noneMatch(h -> h.member().equals(candidate))) {
                return candidate;
            }
        }
        throw new PgspanException("chaos: every member is harmed, the plan allows " + plan.harmedMax());
    }

    private static Optional<String> lastPrimary(PrimaryWatch watch) {
        return watch.primaries().stream()
                .max(Comparator.comparing(PrimarySpan::to))
                .map(PrimarySpan::member);
    }

    private void recover(RowWriter roaming, List<String> violations) {
        try {
            Await.until("one member leads, the others stream", RECOVERY_LIMIT, this::isWhole);
            Lsn reached = statuses().stream()
                    .filter(AgentStatus::isPrimary)
                    .map(AgentStatus::received)
                    .findFirst()
                    .orElse(Lsn.ZERO);
            Await.until(
                    "every member has replayed " + reached + ", which the primary had",
                    RECOVERY_LIMIT,
                    () -> hasReplayed(reached));
            int before = roaming.acknowledgedCount();
            Await.until(
                    "rows are acknowledged again",
                    WRITES_LIMIT,
                    () -> roaming.acknowledgedCount() > before + ROWS_AFTERWARDS);
        } catch (AssertionError e) {
            violations.add("everything is healed, and the cluster is not whole: " + e.getMessage() + "; " + statuses()
                    + "; the writer: " + roaming.lastFailure());
        }
    }

    private boolean isWhole() {
        List<AgentStatus> all = statuses();
        return all.stream().filter(AgentStatus::isPrimary).count() == 1
                && all.stream().filter(AgentStatus::streaming).count() == plan.members() - 1;
    }

    /** A standby whose receiver comes and goes streams at some moments and gets nowhere. */
    private boolean hasReplayed(Lsn position) {
        List<AgentStatus> all = statuses();
        return all.size() == plan.members() && all.stream().noneMatch(s -> position.isAfter(s.replayed())) && isWhole();
    }

    private List<AgentStatus> statuses() {
        return network.members().stream()
                .flatMap(m -> fleet.pod(m).status().stream())
                .toList();
    }
}
