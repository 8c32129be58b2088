package io.pgspan.benchmarks;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.scheduler.Prediction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * Pods foretold and placed a second, by shape, nodes and pods already there. For each pod placed the oldest one goes, so that the number
 * stays the same; with {@code UNSCHEDULABLE} nothing is placed, and a plain pod comes and goes between two tries.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Threads(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SchedulerBenchmark {

    /** The pods. */
    @Param
    public SchedulingShape shape = SchedulingShape.BASIC;

    /** The nodes. */
    @Param("5000")
    public int nodes;

    /** How many pods are there before; of shapes that exclude each other from nodes, fewer. */
    @Param("10000")
    public int placed;

    private ClusterScheduler scheduler = ClusterScheduler.of(SchedulingShape.cluster(1));
    private PodTemplate pod = SchedulingShape.BASIC.pod();
    private final Deque<PodTemplate> there = new ArrayDeque<>();
    private long names;

    /** Places the pods that are there before. */
    @Setup
    public void fill() {
        scheduler = ClusterScheduler.of(SchedulingShape.cluster(nodes));
        there.clear();
        pod = shape.pod();
        List<PodTemplate> before = shape.before();
        boolean exclusive = shape == SchedulingShape.POD_ANTI_AFFINITY
                || shape == SchedulingShape.REQUIRED_POD_ANTI_AFFINITY_WITH_NS_SELECTOR;
        int count = exclusive ? Math.min(placed, nodes * 2 / 5) : placed;
        for (int i = 0; i < count; i++) {
            place(before.get(i % before.size()));
        }
    }

    private Prediction place(PodTemplate template) {
        names++;
        PodTemplate named = template.withName("pod-" + names);
        Prediction prediction = scheduler.place(named);
        if (prediction.isPlaced()) {
            there.addLast(named);
        }
        return prediction;
    }

    private void removeOldest() {
        PodTemplate oldest = there.removeFirst();
        scheduler.remove(oldest.namespace(), oldest.name());
    }

    /** One pod comes, the oldest goes. */
    @Benchmark
    public Prediction place() {
        Prediction prediction = place(pod);
        if (prediction.isPlaced()) {
            removeOldest();
        } else {
            place(shape.before().get(0));
            removeOldest();
        }
        return prediction;
    }
}
