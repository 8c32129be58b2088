package io.pgspan.benchmarks;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.operators.ChangePlanner;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Wish;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.dialects.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** From two wishes that differ in one field to a plan, on one core: one thread, a collector that uses no other, and a heap of 256 MiB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
@Threads(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 3)
public class ChangePlanBenchmark {
    /** Whose plan. */
    @Param({"kubedb", "cnpg", "crunchy"})
    public String dialect = "kubedb";

    /** Which field differs. */
    @Param({"replicas", "resources", "setting", "version", "size"})
    public String field = "replicas";

    private Supplier<ChangePlan> planner = () -> ChangePlan.of("", List.of());

    /** Builds both wishes. */
    @Setup
    public void setUp() {
        // Crunchy takes a major version only
        PostgresCluster old = dialect.equals("crunchy") ? base(0).withVersion(PostgresVersion.of("17")) : base(0);
        planner = planner(Dialects.known().of(dialect), old, changed(old, field));
        if (planner.get().isEmpty()) {
            throw new IllegalStateException(dialect + " takes both wishes for the same: " + field);
        }
    }

    static <O extends DialectOptions> Supplier<ChangePlan> planner(
            Dialect<O> dialect, PostgresCluster before, PostgresCluster after) {
        Wish<O> old = Wish.of(before, dialect);
        Wish<O> wanted = Wish.of(after, dialect);
        return () -> ChangePlanner.plan(old, wanted, dialect, Observed.nothing());
    }

    static PostgresCluster base(int number) {
        return PostgresCluster.builder()
                .namespace("demo")
                .name("hippo-" + number)
                .version("17.2")
                .replicas(3)
                .storage(Storage.of("2Gi").onClass("fast"))
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .build();
    }

    static PostgresCluster changed(PostgresCluster old, String field) {
        PostgresCluster.Builder next = PostgresCluster.builder().from(old);
        switch (field) {
            case "replicas" -> next.replicas(5);
            case "resources" -> next.resources(Resources.of("700m", "2Gi"));
            case "setting" -> next.parameters(Map.of("work_mem", "8MB"));
            case "version" -> next.version(old.version().equals(PostgresVersion.of("17")) ? "18" : "17.4");
            case "size" -> next.storage(Storage.of("3Gi").onClass("fast"));
            default -> throw new IllegalArgumentException("there is no field '" + field + "'");
        }
        return next.build();
    }

    /** One plan; its texts are written when somebody asks for them. */
    @Benchmark
    public ChangePlan plan() {
        return planner.get();
    }
}
