package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.init.InitScript;
import io.pgspan.operators.Residue;
import io.pgspan.operators.podspec.TextFields;

/** A wish as a {@code PostgresCluster}; what PGO would default anyway is not written. */
final class ClusterWriter {
    private ClusterWriter() {}

    static ObjectNode write(PostgresCluster wish, CrunchyOptions options, Residue residue) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", options.api().apiVersion())
                .put("kind", CrunchyWords.CLUSTER);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", wish.name()).put("namespace", wish.namespace());
        TextFields.write(metadata, "labels", wish.labels());
        TextFields.write(metadata, "annotations", wish.annotations());
        ObjectNode spec = object.putObject("spec");
        head(wish, options, spec);
        InstancesSection.write(wish, options, spec);
        UsersSection.write(wish, spec);
        PatroniSection.write(wish, spec);
        ParametersSection.write(wish, options, spec);
        HbaSection.write(wish, options, spec);
        TlsSection.write(wish, spec);
        ServicesSection.write(wish, spec);
        PoolerSection.write(wish, spec);
        MonitoringSection.write(wish, spec);
        BackupsSection.write(wish, options, spec);
        SourceSection.write(wish, spec);
        StandbySection.write(wish, spec);
        Kept.of(residue, CrunchyWords.CLUSTER, object).restore(CrunchyWords.CLUSTER, object);
        InstancesSection.complete(options, spec);
        return object;
    }

    private static void head(PostgresCluster wish, CrunchyOptions options, ObjectNode spec) {
        spec.put("postgresVersion", wish.version().major());
        wish.image().ifPresent(image -> spec.put("image", image));
        if (!wish.pod().imagePullSecrets().isEmpty()) {
            ArrayNode secrets = spec.putArray("imagePullSecrets");
            wish.pod().imagePullSecrets().forEach(name -> secrets.addObject().put("name", name));
        }
        options.postGis().ifPresent(version -> spec.put("postGISVersion", version));
        options.postgresPort().ifPresent(port -> spec.put("port", port));
        options.openShift().ifPresent(flag -> spec.put("openshift", flag));
        if (!options.defaultScheduling()) {
            spec.put("disableDefaultPodScheduling", true);
        }
        if (wish.lifecycle() == Lifecycle.PAUSED) {
            spec.put("paused", true);
        } else if (wish.lifecycle() == Lifecycle.SHUT_DOWN) {
            spec.put("shutdown", true);
        }
        MetadataFields.write(spec, options.labels(), options.annotations());
        for (InitScript script : wish.initScripts()) {
            if (script instanceof InitScript.Kept kept) {
                ObjectNode sql =
                        spec.putObject("databaseInitSQL").put("name", kept.ref().name());
                kept.ref().key().ifPresent(key -> sql.put("key", key));
            }
        }
    }
}
