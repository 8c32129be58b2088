package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.cnpg.change.CnpgFieldClasses;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Over clusters that differ in many fields at once, also such as the model has no place for: no patch on the way is refused, and all is followed. */
class CnpgChangePairsTest {
    private static final String PLAIN = Samples.text("cnpg-plain.yaml").split("\n---", 2)[0];
    private static final List<List<String>> PARTS = List.of(
            List.of(
                    "spec: {imageName: \"r.example/postgresql:17.6\"}",
                    "spec: {imageName: \"r.example/postgresql:18.1\"}"),
            List.of(
                    "spec: {postgresql: {parameters: {max_connections: \"200\"}}}",
                    "spec: {postgresql: {parameters: {max_connections: \"300\", max_wal_senders: \"20\"}}}",
                    "spec: {postgresql: {parameters: {max_worker_processes: \"64\", max_wal_senders: \"10\"}}}"),
            List.of(
                    "spec: {postgresql: {parameters: {work_mem: 8MB, shared_buffers: 1GB}}}",
                    "spec: {postgresql: {parameters: {work_mem: 16MB}}}"),
            List.of(
                    "spec: {instances: 5, postgresql: {synchronous: {number: 3}}}",
                    "spec: {instances: 2}",
                    "spec: {instances: 1, postgresql: {synchronous: null}}",
                    "spec: {instances: 4, maxSyncReplicas: 2, minSyncReplicas: 1, postgresql: {synchronous: null}}"),
            List.of("spec: {primaryUpdateMethod: restart}"),
            List.of("spec: {primaryUpdateStrategy: supervised}"),
            List.of("spec: {resources: {requests: {memory: 4Gi}}}", "spec: {resources: {requests: {memory: 8Gi}}}"),
            List.of("spec: {affinity: {topologyKey: zone}}", "spec: {priorityClassName: high}"),
            List.of("spec: {storage: {size: 20Gi}}", "spec: {storage: {size: 30Gi}}"),
            List.of(
                    "spec: {tablespaces: [{name: t, storage: {size: 1Gi}}]}",
                    "spec: {tablespaces: [{name: t, storage: {size: 2Gi}}]}"),
            List.of("spec: {primaryLease: {leaseDurationSeconds: 20}}"),
            List.of(
                    "spec: {plugins: null, backup: {barmanObjectStore: {destinationPath: \"s3://b\"}}}",
                    "spec: {plugins: null}"),
            List.of(
                    "metadata: {annotations: {cnpg.io/hibernation: \"on\"}}",
                    "metadata: {annotations: {cnpg.io/reconciliationLoop: disabled}}",
                    "metadata: {annotations: {cnpg.io/fencedInstances: '[\"*\"]'}}",
                    "metadata: {annotations: {note: x}}"),
            List.of(
                    "spec: {replicationSlots: {updateInterval: 10}}",
                    "spec: {replicationSlots: {highAvailability: {enabled: false}}}"),
            List.of(
                    "spec: {replica: {primary: us, source: origin}}",
                    "spec: {replica: {primary: hippo, source: origin}}"),
            List.of("spec: {postgresql: {pg_hba: [local all all peer]}, description: x}"));

    @Property(tries = 1500)
    void carryingOutAPlanMakesOneClusterOfTheOther(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode before = cluster(random);
        ObjectNode after = random.nextInt(3) == 0 ? laid(before, random, 1 + random.nextInt(3)) : cluster(random);

        ChangePlan plan = plan(before, after);

        plan.steps().forEach(step -> Statistics.collect(step.step().id()));
        Assume.that(plan.isPossible());
        CnpgOperator world = new CnpgOperator(List.of(before));
        world.run(plan, () -> {});
        ObjectNode reached = world.cluster().deepCopy();
        reached.remove("status");
        if (reached.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove("kubectl.kubernetes.io/restartedAt");
        }
        assertThat(TreeDifference.between(reached, after, CnpgFieldClasses.CLUSTER).stream()
                        .filter(change -> !change.after().isEmpty()
                                || !change.before().isEmpty()
                                || change.after().isValueNode()))
                .as(plan::text)
                .isEmpty();
        world.assertFollowed();
        assertThat(plan(after, after).isEmpty()).isTrue();
        assertThat(plan(before, after).json()).isEqualTo(plan.json());
    }

    private static ChangePlan plan(ObjectNode before, ObjectNode after) {
        return CloudNativePg.dialect().changes().plan(List.of(before), List.of(after), Observed.nothing());
    }

    private static ObjectNode cluster(Random random) {
        return laid(TrapTable.laid(PLAIN, "spec: {}"), random, random.nextInt(8));
    }

    private static ObjectNode laid(ObjectNode base, Random random, int parts) {
        ObjectNode cluster = base;
        for (int i = 0; i < parts; i++) {
            List<String> part = PARTS.get(random.nextInt(PARTS.size()));
            cluster = TrapTable.laid(ManifestWriter.toYaml(List.of(cluster)), part.get(random.nextInt(part.size())));
        }
        boolean alone = cluster.at("/spec/instances").asInt() == 1;
        if (alone && cluster.at("/spec/primaryUpdateStrategy").asText().equals("supervised")) {
            ((ObjectNode) cluster.get("spec")).remove("primaryUpdateStrategy");
        }
        int few = cluster.at("/spec/instances").asInt();
        if (cluster.at("/spec/postgresql/synchronous/number").asInt() >= few) {
            ((ObjectNode) cluster.at("/spec/postgresql")).remove("synchronous");
        }
        if (cluster.at("/spec/maxSyncReplicas").asInt() >= few
                || cluster.at("/spec/postgresql").has("synchronous")) {
            ((ObjectNode) cluster.get("spec")).remove(List.of("maxSyncReplicas", "minSyncReplicas"));
        }
        return cluster;
    }
}
