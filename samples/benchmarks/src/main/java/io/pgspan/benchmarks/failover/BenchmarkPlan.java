package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.postgres.PostgresInstall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be measured.
 *
 * @param rounds how often
 * @param systems contenders, in their order within a round
 * @param scenarios in the order of {@link Scenario}
 * @param directory where results go and are continued
 * @param limit after which no further trial is begun
 */
record BenchmarkPlan(int rounds, List<String> systems, List<Scenario> scenarios, Path directory, Duration limit) {
    static final int MEMBERS = 3;
    static final String USAGE = "--rounds N --systems pgspan,patroni,patroni-defaults --only "
            + Arrays.stream(Scenario.values()).map(Scenario::label).collect(Collectors.joining(","))
            + " --out DIRECTORY --limit-minutes N";

    static final String PGSPAN = "pgspan";
    static final String PATRONI = "patroni";
    static final String PATRONI_DEFAULTS = "patroni-defaults";
    private static final List<String> SYSTEMS = List.of(PGSPAN, PATRONI, PATRONI_DEFAULTS);
    private static final List<Scenario> DEFAULTS = List.of(Scenario.SWITCHOVER, Scenario.CRASH, Scenario.NODE);
    private static final int DEFAULTS_ROUNDS = 3;
    private static final int ROUNDS = 10;
    private static final int LIMIT_MINUTES = 120;

    /** @throws PgspanException for options that don't exist */
    static BenchmarkPlan of(String[] arguments) {
        BenchmarkPlan plan = new BenchmarkPlan(
                ROUNDS,
                List.of(PGSPAN, PATRONI),
                List.of(Scenario.values()),
                Path.of("target", "failover"),
                Duration.ofMinutes(LIMIT_MINUTES));
        for (int i = 0; i < arguments.length; i += 2) {
            plan = plan.with(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
        }
        return plan;
    }

    /**
     * What is measured of a system. Patroni's own timings are measured for information, where a lease is waited for or a loop is, a few
     * times: they would take hours.
     */
    List<Scenario> scenarios(String system, int round) {
        return scenarios.stream()
                .filter(s -> round <= s.roundsMax())
                .filter(s -> !system.equals(PATRONI_DEFAULTS) || (round <= DEFAULTS_ROUNDS && DEFAULTS.contains(s)))
                .toList();
    }

    private BenchmarkPlan with(String option, String value) {
        return switch (option) {
            case "--rounds" -> new BenchmarkPlan(number(option, value), systems, scenarios, directory, limit);
            case "--systems" -> new BenchmarkPlan(rounds, systems(value), scenarios, directory, limit);
            case "--only" -> new BenchmarkPlan(rounds, systems, scenarios(value), directory, limit);
            case "--out" -> new BenchmarkPlan(rounds, systems, scenarios, Path.of(value), limit);
            case "--limit-minutes" ->
                new BenchmarkPlan(rounds, systems, scenarios, directory, Duration.ofMinutes(number(option, value)));
            default -> throw new PgspanException("no option " + option + "; there are " + USAGE);
        };
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new PgspanException(option + " " + value + ": is no number; usage: " + USAGE, e);
        }
    }

    private static List<String> systems(String value) {
        List<String> wanted = Arrays.asList(value.split(",", -1));
        if (!SYSTEMS.containsAll(wanted)) {
            throw new PgspanException("--systems " + value + ": known are " + SYSTEMS);
        }
        return wanted;
    }

    private static List<Scenario> scenarios(String value) {
        List<String> wanted = new ArrayList<>(Arrays.asList(value.split(",", -1)));
        List<Scenario> found = Arrays.stream(Scenario.values())
                .filter(s -> wanted.contains(s.label()))
                .toList();
        if (found.size() != wanted.size()) {
            throw new PgspanException("--only " + value + ": usage: " + USAGE);
        }
        return found;
    }

    /** The newest full PostgreSQL on this machine, for all contenders. */
    static PostgresInstall postgres() {
        return PostgresInstall.discover().stream()
                .filter(PostgresInstall::isFull)
                .max(Comparator.comparing(install -> install.version().major()))
                .orElseThrow(() -> new PgspanException(
                        "no full PostgreSQL installation on this machine; install the package postgresql"));
    }
}
