package io.pgspan.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A realistic {@code Postgres} of 4 kB of KubeDB: read, validated and written, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 3)
public class KubeDbBenchmark {
    private String text = "";
    private List<ObjectNode> trees = List.of();

    /** Reads the manifest. */
    @Setup
    public void setUp() {
        text = Manifests.realistic();
        trees = List.of(Manifests.tree(text));
    }

    /** From YAML text to the tree an API client takes. */
    @Benchmark
    public List<ObjectNode> yamlText4k() {
        return Manifests.run(Manifests.parse(text));
    }

    /** From YAML text to YAML text. */
    @Benchmark
    public String yamlTextToText4k() {
        return ManifestWriter.toYaml(Manifests.run(Manifests.parse(text)));
    }

    /** From a tree, as an API client gives it, to a tree. */
    @Benchmark
    public List<ObjectNode> jsonTree4k() {
        return Manifests.run(ManifestSet.of(trees));
    }
}
