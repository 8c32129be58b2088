package io.pgspan.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.crunchy.Crunchy;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What reading, validating and writing costs in the dialects of CloudNativePG and Crunchy, by the size of the manifest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 3, time = 1)
public class DialectGrowthBenchmark {
    private static final int KILOBYTE = 1_024;
    private static final int PARTS_MAX = 2_000;
    /** Crunchy takes no more. */
    private static final int USERS_MAX = 64;

    /** Whose manifest. */
    @Param({"cnpg", "crunchy"})
    public String dialect = "cnpg";

    /** The size of the manifest's text. */
    @Param({"1", "2", "4", "8", "16", "32"})
    public int kilobytes;

    private String text = "";
    private List<ObjectNode> trees = List.of();
    private Dialect<? extends DialectOptions> measured = CloudNativePg.dialect();

    /** Makes the manifest. */
    @Setup
    public void setUp() {
        boolean cnpg = dialect.equals("cnpg");
        measured = cnpg ? CloudNativePg.dialect() : Crunchy.dialect();
        ObjectNode object = Manifests.tree(cnpg ? CNPG : CRUNCHY);
        for (int i = 0; i < PARTS_MAX && text.length() < kilobytes * KILOBYTE; i++) {
            object.withObject("/metadata/annotations").put("example.com/note-" + i, "this is note " + i);
            if (cnpg) {
                growCnpg(object, i);
            } else {
                growCrunchy(object, i);
            }
            text = ManifestWriter.toYaml(List.of(object));
        }
        trees = List.of(object);
    }

    private static final String CNPG = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: orders, namespace: shop, labels: {team: checkout}, annotations: {}}
            spec:
              instances: 3
              imageName: ghcr.io/cloudnative-pg/postgresql:17.2
              storage: {size: 200Gi, storageClass: fast}
              postgresql: {synchronous: {method: any, number: 1}, parameters: {}, pg_hba: []}
              resources: {requests: {cpu: "2", memory: 8Gi}}
            """;

    private static void growCnpg(ObjectNode cluster, int i) {
        ObjectNode postgresql = cluster.withObject("/spec/postgresql");
        postgresql.withObject("/parameters").put("custom.parameter_" + i, "value " + i);
        postgresql.withArray("pg_hba").add("hostssl orders_" + i + " app_" + i + " 10.1.0.0/16 scram-sha-256");
        ArrayNode roles = cluster.withObject("/spec/managed").withArray("roles");
        roles.addObject().put("name", "app_" + i).put("login", true);
    }

    private static final String CRUNCHY = """
            apiVersion: postgres-operator.crunchydata.com/v1beta1
            kind: PostgresCluster
            metadata: {name: orders, namespace: shop, labels: {team: checkout}, annotations: {}}
            spec:
              postgresVersion: 17
              instances:
              - name: instance1
                replicas: 3
                dataVolumeClaimSpec:
                  accessModes: [ReadWriteOnce]
                  storageClassName: fast
                  resources: {requests: {storage: 200Gi}}
                resources: {requests: {cpu: "2", memory: 8Gi}}
              patroni: {dynamicConfiguration: {postgresql: {parameters: {}, pg_hba: []}}}
              users: []
            """;

    private static void growCrunchy(ObjectNode cluster, int i) {
        ObjectNode postgresql = cluster.withObject("/spec/patroni/dynamicConfiguration/postgresql");
        postgresql.withObject("/parameters").put("custom.parameter_" + i, "value " + i);
        postgresql.withArray("pg_hba").add("hostssl orders_" + i + " app-" + i + " 10.1.0.0/16 scram-sha-256");
        if (i < USERS_MAX) {
            ObjectNode user = cluster.withObject("/spec").withArray("users").addObject();
            user.put("name", "app-" + i).putArray("databases").add("orders-" + i);
        }
    }

    private static <O extends DialectOptions> List<ObjectNode> run(Dialect<O> dialect, ManifestSet set) {
        return dialect.write(dialect.read(set, ReadOptions.ofDefaults()));
    }

    /** From YAML text to a tree. */
    @Benchmark
    public List<ObjectNode> yamlText() {
        return run(measured, Manifests.parse(text));
    }

    /** From a tree to a tree. */
    @Benchmark
    public List<ObjectNode> jsonTree() {
        return run(measured, ManifestSet.of(trees));
    }
}
