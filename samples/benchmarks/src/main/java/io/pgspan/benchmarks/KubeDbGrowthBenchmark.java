package io.pgspan.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestSet;
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

/** How the cost of reading, validating and writing grows with the size of a KubeDB {@code Postgres}; it should grow with it, no faster. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 3, time = 1)
public class KubeDbGrowthBenchmark {
    /** The size of the manifest's text. */
    @Param({"1", "2", "4", "8", "16", "32"})
    public int kilobytes;

    private String text = "";
    private List<ObjectNode> trees = List.of();

    /** Makes the manifest. */
    @Setup
    public void setUp() {
        text = Manifests.grown(kilobytes);
        trees = List.of(Manifests.tree(text));
    }

    /** From YAML text to a tree. */
    @Benchmark
    public List<ObjectNode> yamlText() {
        return Manifests.run(Manifests.parse(text));
    }

    /** From a tree to a tree. */
    @Benchmark
    public List<ObjectNode> jsonTree() {
        return Manifests.run(ManifestSet.of(trees));
    }
}
