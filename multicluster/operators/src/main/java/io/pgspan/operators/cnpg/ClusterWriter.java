package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.podspec.TextFields;

/** A wish as a {@code Cluster}; what CloudNativePG would default anyway is not written. */
final class ClusterWriter {
    private ClusterWriter() {}

    static ObjectNode write(PostgresCluster wish, CloudNativePgOptions options) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", CnpgWords.API)
                .put("kind", CnpgWords.CLUSTER);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", wish.name()).put("namespace", wish.namespace());
        TextFields.write(metadata, "labels", wish.labels());
        LifeSection.put(metadata, wish);
        ObjectNode spec = object.putObject(CnpgWords.SPEC);
        spec.put("instances", wish.replicas());
        ImageSection.write(wish, options.image(), spec);
        StorageSection.write(wish.storage(), wish.volumes(), spec);
        PodSection.write(wish, options.antiAffinity(), spec);
        ParametersSection.write(wish.parameters(), spec);
        ReplicationSection.write(wish, options.sync(), spec);
        UpdateSection.write(options.updates(), options.delays(), spec);
        AccessSection.write(wish.access(), spec);
        wish.tls().ifPresent(tls -> TlsSection.write(tls, spec));
        ServicesSection.write(wish, options.serviceNames(), spec);
        wish.monitoring().ifPresent(monitoring -> MonitoringSection.write(monitoring, spec));
        OwnArchive.write(wish, options, spec);
        new SourceWriter(wish, options, spec).write();
        return object;
    }

    /** What must not be there in part, or twice, after leftovers were put back. */
    static void complete(PostgresCluster wish, ObjectNode object) {
        if (object.get(CnpgWords.SPEC) instanceof ObjectNode spec) {
            OwnArchive.complete(spec);
            ExternalCluster.complete(spec);
            SourceWriter.complete(wish, spec);
        }
    }
}
