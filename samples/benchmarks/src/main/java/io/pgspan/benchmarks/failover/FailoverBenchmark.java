package io.pgspan.benchmarks.failover;

import io.pgspan.benchmarks.failover.TrialLog.Figure;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.PostgresInstall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures every wanted scenario in rounds: in each round every system in turn gets the machine to itself with a fresh cluster, so that
 * whatever changes on the machine meanwhile meets all of them. Figures are appended to {@code trials.csv} after each trial; a run that was
 * cut off is continued by the same command. A trial that fails is noted as such and costs its cluster, not the run.
 */
public final class FailoverBenchmark {
    private static final Credentials CREDENTIALS = new Credentials("postgres", Redacted.of("b3nchmark"));

    private final BenchmarkPlan plan;
    private final PostgresInstall install;
    private final TrialLog log;
    private final Instant end;
    private @Nullable AgentImage image;

    private FailoverBenchmark(BenchmarkPlan plan) throws IOException {
        this.plan = plan;
        this.install = BenchmarkPlan.postgres();
        Files.createDirectories(plan.directory().resolve("logs"));
        this.log = new TrialLog(plan.directory().resolve("trials.csv"));
        this.end = Instant.now().plus(plan.limit());
    }

    /** Runs the plan of the arguments. Exit code 2 for arguments or a machine it can't work with. */
    public static void main(String[] arguments) throws IOException {
        try {
            new FailoverBenchmark(BenchmarkPlan.of(arguments)).run();
        } catch (PgspanException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException {
        System.out.println("PostgreSQL " + install.version() + " in " + install.bin());
        for (int round = 1; round <= plan.rounds(); round++) {
            for (String system : plan.systems()) {
                runClusters(round, system, true);
                runClusters(round, system, false);
            }
            Files.writeString(plan.directory().resolve("summary.md"), Summary.of(log.figures()));
        }
        System.out.println(Summary.of(log.figures()));
    }

    private void runClusters(int round, String system, boolean synchronous) {
        List<Scenario> left = left(round, system, synchronous);
        while (!left.isEmpty() && Instant.now().isBefore(end)) {
            runCluster(round, system, left);
            left = left(round, system, synchronous);
        }
    }

    private List<Scenario> left(int round, String system, boolean synchronous) {
        return plan.scenarios(system, round).stream()
                .filter(s -> s.isSynchronous() == synchronous)
                .filter(s -> !log.has(round, system, s.label()))
                .toList();
    }

    /** Runs scenarios on one cluster until all are done or one has failed; at least one has figures afterwards. */
    private void runCluster(int round, String system, List<Scenario> scenarios) {
        try (Contender contender = start(system, scenarios.get(0).isSynchronous());
                ClusterEye eye = new ClusterEye(contender.members(), contender::postgres, CREDENTIALS)) {
            for (Scenario scenario : scenarios) {
                if (Instant.now().isAfter(end) || !runTrial(round, scenario, contender, eye)) {
                    return;
                }
            }
        }
    }

    private boolean runTrial(int round, Scenario scenario, Contender contender, ClusterEye eye) {
        Trial trial = new Trial(round, scenario.label(), contender, eye, CREDENTIALS);
        String title = "round " + round + ", " + contender.name() + ", " + scenario.label();
        Instant began = Instant.now();
        double stolen = StolenTime.seconds();
        boolean good = true;
        try {
            scenario.run(trial);
            trial.figure("processor time stolen by the host (s)", StolenTime.seconds() - stolen);
            log.add(trial.figures());
        } catch (RuntimeException | AssertionError e) {
            good = false;
            System.out.println(title + " FAILED: " + e);
            log.add(List.of(new Figure(round, contender.name(), scenario.label(), "failed trials", 1)));
        }
        keepLogs(round, scenario, contender);
        Map<String, Double> told = new TreeMap<>();
        trial.figures().forEach(f -> told.put(f.metric(), Math.rint(f.value() * 1000) / 1000));
        System.out.println(title + " (" + Duration.between(began, Instant.now()).toMillis() + " ms): " + told);
        return good;
    }

    private void keepLogs(int round, Scenario scenario, Contender contender) {
        for (String member : contender.members()) {
            Path file = plan.directory()
                    .resolve("logs")
                    .resolve(round + "-" + contender.name() + "-" + scenario.label() + "-" + member + ".log");
            try {
                Files.writeString(file, contender.log(member));
            } catch (IOException | PgspanException e) {
                System.out.println(file + " not written: " + e.getMessage());
            }
        }
    }

    private Contender start(String system, boolean synchronous) {
        return switch (system) {
            case BenchmarkPlan.PGSPAN ->
                PgspanContender.start(install.version().major(), synchronous, CREDENTIALS, image());
            case BenchmarkPlan.PATRONI ->
                PatroniContender.start(system, PatroniTimings.OURS, install, synchronous, CREDENTIALS);
            case BenchmarkPlan.PATRONI_DEFAULTS ->
                PatroniContender.start(system, PatroniTimings.DEFAULTS, install, synchronous, CREDENTIALS);
            default -> throw new PgspanException("no system " + system);
        };
    }

    /** Made once, before anything is measured: an agent is recorded that has lived through a switchover. */
    private AgentImage image() {
        if (image == null) {
            try {
                image = AgentImage.assemble(plan.directory().resolve("image"));
            } catch (IOException e) {
                throw new PgspanException("the agents' image can't be made: " + e.getMessage(), e);
            }
            try (Contender contender = PgspanContender.start(install.version().major(), true, CREDENTIALS, image);
                    ClusterEye eye = new ClusterEye(contender.members(), contender::postgres, CREDENTIALS)) {
                Trial rehearsal = new Trial(0, "image", contender, eye, CREDENTIALS);
                PlannedChange.run(rehearsal);
                rehearsal.awaitComplete(true);
                image.record(contender.agent(rehearsal.primary()));
            }
        }
        return image;
    }
}
