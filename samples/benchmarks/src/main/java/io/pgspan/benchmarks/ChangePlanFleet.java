package io.pgspan.benchmarks;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.dialects.Dialects;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten thousand clusters changed at once, for a process with {@code -Xmx256m}: plans every pair, keeps all plans, and says how long it took and
 * what is held. An argument names the dialect, {@code kubedb} otherwise.
 */
public final class ChangePlanFleet {
    private static final int PAIRS = 10_000;
    private static final List<String> FIELDS = List.of("replicas", "resources", "setting", "version", "size");

    private ChangePlanFleet() {}

    /** Runs once. */
    public static void main(String[] args) {
        String dialect = args.length == 0 ? "kubedb" : args[0];
        List<ChangePlan> plans = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < PAIRS; i++) {
            PostgresCluster old = ChangePlanBenchmark.base(i);
            PostgresCluster wanted = ChangePlanBenchmark.changed(old, FIELDS.get(i % FIELDS.size()));
            plans.add(ChangePlanBenchmark.planner(Dialects.known().of(dialect), old, wanted)
                    .get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long steps = plans.stream().mapToLong(plan -> plan.steps().size()).sum();
        System.out.printf(
                "%s: %d plans of %d steps in %.1f s, the first included; %d MiB held of %d%n",
                dialect,
                plans.size(),
                steps,
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20);
    }
}
