package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Differences;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An object with every field there is, and the same with anything left out: what is written is stored as what was read. */
class KubeDbFullObjectTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();
    private static final ObjectNode FULL =
            Samples.set("full").manifests().get(0).tree();

    private static Reading<KubeDbOptions> read(ObjectNode object) {
        return KUBEDB.read(ManifestSet.of(List.of(object)), ReadOptions.ofDefaults());
    }

    @Test
    void everythingThatOnlyKubeDbHasIsTypedAndLittleIsLeftOver() {
        Reading<KubeDbOptions> reading = read(FULL.deepCopy());

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.residue().unread().getOrDefault("Postgres", Map.of()).keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "metadata.finalizers",
                        "spec.replication.walKeepSegment",
                        "spec.replication.walKeepSize",
                        "spec.leaderElection.leaseDurationSeconds",
                        "spec.leaderElection.renewDeadlineSeconds",
                        "spec.leaderElection.retryPeriodSeconds",
                        "spec.storage.volumeMode",
                        "spec.tls.certificates[alias=server].subject.countries",
                        "spec.tls.certificates[alias=server].subject.serialNumber",
                        "spec.tls.certificates[alias=server].privateKey.encoding",
                        "spec.init.initialized",
                        "spec.init.script.scriptPath",
                        "spec.monitor.prometheus.exporter.env",
                        "spec.monitor.prometheus.exporter.securityContext",
                        "spec.monitor.prometheus.serviceMonitor.targetLabels",
                        "spec.serviceTemplates[alias=primary].spec.ports",
                        "spec.readReplicas[name=reports].serviceTemplate",
                        "spec.podTemplate.spec.terminationGracePeriodSeconds",
                        "spec.podTemplate.spec.securityContext",
                        "spec.podTemplate.spec.containers[name=postgres].env",
                        "spec.podTemplate.spec.containers[name=pg-coordinator].securityContext",
                        "spec.podTemplate.spec.containers[name=shipper].env",
                        "spec.podTemplate.spec.containers[name=shipper].volumeMounts",
                        "spec.podTemplate.spec.volumes[name=logs].emptyDir",
                        "spec.podTemplate.spec.volumes[name=logs].name");
    }

    @Property(tries = 1500)
    void whateverIsLeftOutOrSaidTwiceTheRestKeepsItsMeaning(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode object = FULL.deepCopy();
        for (int cuts = random.nextInt(25); cuts > 0; cuts--) {
            cut(object, random);
        }
        Reading<KubeDbOptions> reading = read(object.deepCopy());
        Assume.that(reading.violations().isEmpty());

        List<ObjectNode> written = KUBEDB.write(reading);
        Reading<KubeDbOptions> again = read(written.get(written.size() - 1).deepCopy());

        assertThat(Differences.of(Meaning.of(object), Meaning.of(written.get(written.size() - 1))))
                .isEmpty();
        assertThat(again.cluster()).isEqualTo(reading.cluster());
        assertThat(again.options()).isEqualTo(reading.options());
        assertThat(again.residue()).isEqualTo(reading.residue());
    }

    /** Takes out one field or item, or says an item twice, anywhere but what a cluster can't be without. */
    private static void cut(ObjectNode root, Random random) {
        List<Runnable> cuts = new ArrayList<>();
        collect(root.get("spec"), cuts);
        if (!cuts.isEmpty()) {
            cuts.get(random.nextInt(cuts.size())).run();
        }
    }

    private static void collect(JsonNode node, List<Runnable> cuts) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String name = field.getKey();
                if (!name.equals("version")) {
                    cuts.add(() -> object.remove(name));
                }
                collect(field.getValue(), cuts);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                cuts.add(() -> array.remove(at));
                cuts.add(() -> array.add(array.get(at).deepCopy()));
                collect(array.get(i), cuts);
            }
        }
    }
}
