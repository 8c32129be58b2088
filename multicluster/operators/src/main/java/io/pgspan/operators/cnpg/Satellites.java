package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** Every kind beside the {@code Cluster}, in the order in which its objects are written. */
final class Satellites {
    static final List<Satellite> ALL = List.of(
            new ObjectStoreKind(),
            new ScheduledBackupKind(),
            new PoolerKind(),
            new DatabaseKind(),
            new PassingKind("Backup", SatelliteFields.BACKUP),
            new PassingKind("DatabaseRole", SatelliteFields.DATABASE_ROLE),
            new PassingKind("Publication", SatelliteFields.PUBLICATION),
            new PassingKind("Subscription", SatelliteFields.SUBSCRIPTION),
            new PassingKind("ImageCatalog", SatelliteFields.IMAGE_CATALOG),
            new PassingKind("ClusterImageCatalog", SatelliteFields.IMAGE_CATALOG),
            new PassingKind("FailoverQuorum", SatelliteFields.FAILOVER_QUORUM));

    private Satellites() {}

    /** The kind of an object, if it is one of these. */
    static Optional<Satellite> of(Manifest manifest) {
        return ALL.stream()
                .filter(one ->
                        one.kind().equals(manifest.kind()) && one.apiVersion().equals(manifest.apiVersion()))
                .findFirst();
    }

    /** The object's name, counted as read with its namespace. */
    static String name(Cursor object) {
        Cursor metadata = object.object("metadata");
        String name = metadata.requiredText("name", "name the object").orElse("");
        metadata.skip("namespace");
        return name;
    }

    /** An object of a kind with its name, in the wish's namespace; its spec is empty. */
    static ObjectNode object(Satellite kind, String name, PostgresCluster wish) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        object.putObject("metadata").put("name", name).put("namespace", wish.namespace());
        object.putObject(CnpgWords.SPEC);
        return object;
    }

    /** The spec of an object that belongs to the wish's cluster, with that said. */
    static ObjectNode spec(ObjectNode object, PostgresCluster wish) {
        ObjectNode spec = CnpgWords.object(object, CnpgWords.SPEC);
        spec.putObject("cluster").put("name", wish.name());
        return spec;
    }

    /** Counts the reference to the cluster as read. */
    static void skipCluster(Cursor spec) {
        spec.object("cluster").skip("name");
    }
}
