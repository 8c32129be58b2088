package io.pgspan.operators.crunchy.upgrade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Residue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upgrade as an object. What is not said is left out, and so is what only an API server writes. */
public final class UpgradeWriter {
    private UpgradeWriter() {}

    /** The object. */
    public static ObjectNode write(PgUpgrade upgrade) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", PgUpgrade.API_VERSION).put("kind", PgUpgrade.KIND);
        ObjectNode metadata = object.putObject("metadata");
        text(metadata, "name", upgrade.name());
        text(metadata, "namespace", upgrade.namespace());
        labels(metadata, "labels", upgrade.labels());
        labels(metadata, "annotations", upgrade.annotations());
        ObjectNode spec = object.putObject("spec");
        spec.put("postgresClusterName", upgrade.cluster());
        spec.put("fromPostgresVersion", upgrade.from());
        spec.put("toPostgresVersion", upgrade.to());
        text(spec, "image", upgrade.image());
        upgrade.transferMethod().ifPresent(method -> spec.put("transferMethod", method.word()));
        if (upgrade.jobs() != null) {
            spec.put("jobs", upgrade.jobs());
        }
        return object;
    }

    /** The object with what was left over when it was read. */
    public static ObjectNode write(PgUpgrade upgrade, Residue residue) {
        ObjectNode object = write(upgrade);
        residue.restore(PgUpgrade.KIND, object);
        return object;
    }

    private static void text(ObjectNode object, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(field, value);
        }
    }

    /** Sorted by key, so that the same value is always written the same. */
    private static void labels(ObjectNode object, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode map = object.putObject(field);
            values.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        }
    }
}
