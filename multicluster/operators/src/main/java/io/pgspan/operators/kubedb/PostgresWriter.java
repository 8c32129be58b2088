package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import java.util.Map;
import java.util.TreeMap;

/** A wish as a {@code Postgres} of {@code kubedb.com/v1}; what KubeDB would default anyway is written only where it matters. */
final class PostgresWriter {
    private final PostgresCluster cluster;
    private final KubeDbOptions options;

    PostgresWriter(PostgresCluster cluster, KubeDbOptions options) {
        this.cluster = cluster;
        this.options = options;
    }

    /** The name its policy has: that of the wish when the policy has none of its own. */
    static String policyName(PostgresCluster cluster) {
        return cluster.placement().flatMap(PlacementPolicy::name).orElse(cluster.name());
    }

    ObjectNode write() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", KubeDbWords.POSTGRES_API).put("kind", KubeDbWords.POSTGRES);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", cluster.name()).put("namespace", cluster.namespace());
        labels(metadata, "labels", cluster.labels());
        labels(metadata, "annotations", cluster.annotations());
        ObjectNode spec = object.putObject("spec");
        spec.put("version", versionName()).put("replicas", cluster.replicas());
        cluster.placement()
                .filter(policy -> !policy.rules().isEmpty())
                .ifPresent(policy -> spec.put("distributed", true));
        replication(spec);
        storage(spec);
        configuration(spec);
        cluster.arbiter().ifPresent(arbiter -> arbiter(spec, arbiter));
        podTemplate(spec);
        spec.put("deletionPolicy", KubeDbWords.DELETION.word(cluster.deletionPolicy()));
        return object;
    }

    private String versionName() {
        return options.versionName()
                .filter(name -> KubeDbWords.version(name).equals(cluster.version()))
                .orElse(cluster.version().toString());
    }

    private void replication(ObjectNode spec) {
        Replication replication = cluster.replication();
        spec.put("standbyMode", KubeDbWords.STANDBY.word(replication.standbyMode()));
        spec.put("streamingMode", KubeDbWords.STREAMING.word(replication.streaming()));
        if (replication.isSynchronous()) {
            spec.putObject("synchronousReplicationConfig")
                    .put("mode", KubeDbWords.SYNC_METHOD.word(replication.method()))
                    .put("numSyncReplicas", replication.confirmations())
                    .put("commitLevel", KubeDbWords.COMMIT_LEVEL.word(replication.commitLevel()));
        }
    }

    private void storage(ObjectNode spec) {
        boolean durable = cluster.storage().durable();
        spec.put("storageType", KubeDbWords.STORAGE_DURABLE.word(durable));
        if (!durable
                && options.storageOmitted()
                && cluster.storage().storageClass().isEmpty()) {
            return;
        }
        ObjectNode storage = spec.putObject("storage");
        cluster.storage().storageClass().ifPresent(name -> storage.put("storageClassName", name));
        storage.putArray("accessModes").add("ReadWriteOnce");
        storage.putObject("resources")
                .putObject("requests")
                .put("storage", cluster.storage().size().toString());
    }

    private void configuration(ObjectNode spec) {
        String text = options.configuration()
                .filter(conf -> UserConf.parse(conf)
                        .filter(cluster.parameters()::equals)
                        .isPresent())
                .orElseGet(() -> UserConf.format(cluster.parameters()));
        if (!text.isEmpty()) {
            spec.putObject("configuration").putObject("inline").put(UserConf.KEY, text);
        }
    }

    private static void arbiter(ObjectNode spec, Arbiter arbiter) {
        ObjectNode resources = spec.putObject("arbiter").putObject("resources");
        resources(resources, arbiter.resources());
        resources
                .withObject("/requests")
                .put("storage", arbiter.storage().size().toString());
    }

    private void podTemplate(ObjectNode spec) {
        if (cluster.placement().isPresent()) {
            spec.withObject("/podTemplate/spec/podPlacementPolicy").put("name", policyName(cluster));
        }
        if (!cluster.resources().equals(Resources.ofDefaults())) {
            ObjectNode container = spec.withObject("/podTemplate/spec")
                    .putArray("containers")
                    .addObject()
                    .put("name", "postgres");
            resources(container.putObject("resources"), cluster.resources());
        }
    }

    private static void resources(ObjectNode parent, Resources resources) {
        parent.putObject("requests")
                .put("cpu", resources.cpu().toString())
                .put("memory", resources.memory().toString());
        parent.putObject("limits").put("memory", resources.memory().toString());
    }

    private static void labels(ObjectNode metadata, String field, Map<String, String> labels) {
        if (!labels.isEmpty()) {
            ObjectNode object = metadata.putObject(field);
            new TreeMap<>(labels).forEach(object::put);
        }
    }
}
