package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.TreeEdit;
import io.pgspan.operators.kubedb.change.Stored;
import io.pgspan.operators.manifest.TreePath;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Postgres} with its defaults. Each field of its {@code spec} is filled in when somebody first looks there: a change is about one or two
 * of them, and to copy and fill all of both sides would cost more than the rest of a plan.
 */
final class StoredPostgres implements Stored {
    private static final String SPEC = "spec";

    /** Fills in one field of a spec, where the schema or the webhook has a default for it or in it. */
    private interface Default {
        /**
         * @param spec with what is said of this field, and of others that were looked at
         * @param said the whole object as it was said
         */
        void fill(ObjectNode spec, Said said);
    }

    /**
     * An object as it was said.
     *
     * @param spec its spec; others' fields decide about some defaults
     * @param name the database's name
     * @param namespace its namespace
     */
    private record Said(ObjectNode spec, String name, String namespace) {
        int major() {
            return KubeDbDefaults.major(spec);
        }
    }

    /** Sorted, so that the whole object has its fields in one order in every process. */
    private static final Map<String, Default> DEFAULTS = new LinkedHashMap<>(new TreeMap<>(Map.ofEntries(
            Map.entry("allowedSchemas", (spec, said) -> DefaultParts.schemas(spec)),
            Map.entry("arbiter", (spec, said) -> DefaultContainers.arbiter(spec, said.spec())),
            Map.entry("authSecret", (spec, said) -> DefaultParts.secret(spec)),
            Map.entry("clientAuthMode", (spec, said) -> DefaultParts.authentication(spec, said.major())),
            Map.entry("configuration", (spec, said) -> DefaultParts.configuration(spec, said.spec())),
            Map.entry("deletionPolicy", (spec, said) -> DefaultParts.deletion(spec, said.spec())),
            Map.entry("healthChecker", (spec, said) -> DefaultParts.health(spec)),
            Map.entry("init", (spec, said) -> DefaultParts.restore(spec, said.namespace())),
            Map.entry("leaderElection", (spec, said) -> DefaultParts.election(spec)),
            Map.entry("monitor", (spec, said) -> DefaultParts.monitor(spec)),
            Map.entry("podTemplate", (spec, said) -> DefaultContainers.pods(spec, said.name())),
            Map.entry("readReplicas", (spec, said) -> DefaultContainers.readReplicas(spec, said.spec())),
            Map.entry("replicas", (spec, said) -> KubeDbDefaults.put(spec, "replicas", 1)),
            Map.entry("replication", (spec, said) -> DefaultParts.replication(spec, said.major())),
            Map.entry("sslMode", (spec, said) -> DefaultParts.encryption(spec, said.spec())),
            Map.entry("standbyMode", (spec, said) -> KubeDbDefaults.put(spec, "standbyMode", "Hot")),
            Map.entry("storageType", (spec, said) -> KubeDbDefaults.put(spec, "storageType", "Durable")),
            Map.entry("synchronousReplicationConfig", (spec, said) -> DefaultParts.confirmations(spec, said.spec())),
            Map.entry("tls", (spec, said) -> DefaultParts.certificates(spec, said.name())))));

    private final ObjectNode object;
    private final ObjectNode spec;
    private final @Nullable Said said;
    private final Set<String> filled = new HashSet<>();

    /** The object given is not changed. */
    StoredPostgres(ObjectNode postgres) {
        this.object = postgres.objectNode().setAll(postgres);
        ObjectNode metadata = KubeDbDefaults.object(object, "metadata");
        ObjectNode written = KubeDbDefaults.object(object, SPEC);
        this.spec = postgres.objectNode();
        if (object.get(SPEC) instanceof ObjectNode) {
            this.said = new Said(
                    written,
                    metadata.path("name").asText(),
                    metadata.path("namespace").asText("default"));
            object.set(SPEC, spec);
        } else {
            this.said = null;
        }
    }

    @Override
    public JsonNode at(TreePath path) {
        List<TreePath.Step> steps = path.steps();
        if (said != null && !steps.isEmpty() && steps.get(0).key().equals(SPEC)) {
            if (steps.size() > 1 && steps.get(1).isField()) {
                fill(steps.get(1).key(), said);
            } else {
                whole();
            }
        }
        return TreeEdit.at(object, path);
    }

    /** The object with all its fields. */
    ObjectNode whole() {
        if (said != null) {
            for (Map.Entry<String, JsonNode> field : said.spec().properties()) {
                fill(field.getKey(), said);
            }
            for (String field : DEFAULTS.keySet()) {
                fill(field, said);
            }
        }
        return object;
    }

    private void fill(String field, Said from) {
        if (!filled.add(field)) {
            return;
        }
        JsonNode value = from.spec().get(field);
        Default missing = DEFAULTS.get(field);
        if (value != null) {
            spec.set(field, missing == null ? value : value.deepCopy());
        }
        if (missing != null) {
            missing.fill(spec, from);
        }
    }
}
