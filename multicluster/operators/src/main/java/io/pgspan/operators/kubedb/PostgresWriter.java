package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.podspec.TextFields;

/** A wish as a {@code Postgres}; what KubeDB would default anyway is written only where it matters. */
final class PostgresWriter {
    private final PostgresCluster cluster;
    private final KubeDbOptions options;

    PostgresWriter(PostgresCluster cluster, KubeDbOptions options) {
        this.cluster = cluster;
        this.options = options;
    }

    ObjectNode write() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", options.gitOps() ? KubeDbWords.GITOPS_API : KubeDbWords.POSTGRES_API)
                .put("kind", KubeDbWords.POSTGRES);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", cluster.name()).put("namespace", cluster.namespace());
        TextFields.write(metadata, "labels", cluster.labels());
        TextFields.write(metadata, "annotations", cluster.annotations());
        ObjectNode spec = object.putObject("spec");
        spec.put("version", versionName()).put("replicas", cluster.replicas());
        cluster.placement()
                .filter(policy -> !policy.rules().isEmpty())
                .ifPresent(policy -> spec.put("distributed", true));
        ReplicationSection.write(cluster, spec);
        ElectionSection.write(cluster, spec);
        StorageSection.write(cluster, spec, options.storageOmitted());
        if (options.mode() != null) {
            spec.put("mode", options.mode());
        }
        ConfigurationSection.write(cluster, options, spec);
        AccessSection.write(cluster, options.authSecret(), spec);
        TlsSection.write(cluster, spec);
        DataSection.write(cluster, options, spec);
        ArbiterSection.write(cluster, spec);
        ReadReplicasSection.write(cluster, spec);
        PodTemplateSection.write(cluster, options.pods(), spec);
        ServicesSection.write(cluster, spec);
        MonitorSection.write(cluster, spec);
        HealthSection.write(options.health(), spec);
        SchemasSection.write(options.allowedSchemas(), spec);
        if (options.autoOpsDisabled()) {
            spec.putObject("autoOps").put("disabled", true);
        }
        if (cluster.lifecycle() == Lifecycle.HIBERNATED) {
            spec.put("halted", true);
        }
        spec.put("deletionPolicy", KubeDbWords.DELETION.word(cluster.deletionPolicy()));
        return object;
    }

    private String versionName() {
        return options.versionName()
                .filter(name -> KubeDbWords.version(name).equals(cluster.version()))
                .orElse(cluster.version().toString());
    }

    /** What must not be there in part, after leftovers were put back. */
    static void complete(PostgresCluster cluster, ObjectNode object) {
        if (object.get("spec") instanceof ObjectNode spec) {
            ElectionSection.complete(cluster, spec);
            ReplicationSection.complete(cluster, spec);
        }
    }
}
