package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@code Postgres} as KubeDB stores it: first the defaults of its schema, as the API server writes them, then those of its webhook. Two
 * objects that are stored alike mean the same.
 *
 * <p>Left out is what depends on other objects: user ids come from the {@code PostgresVersion} of the catalog. Defaults of Kubernetes' own
 * types inside (probes, ports, volumes) are left out too.
 */
public final class KubeDbDefaults {
    private KubeDbDefaults() {}

    /**
     * The object with every default filled in; the one given is not changed. Nothing is judged: what is of a wrong type stays.
     *
     * @return a tree that is not to be changed but in the fields of its {@code spec}: it shares parts with others
     */
    public static ObjectNode stored(ObjectNode postgres) {
        return new StoredPostgres(postgres).whole();
    }

    /** The first number of the version; 0 where there is none. */
    static int major(ObjectNode spec) {
        String version = spec.path("version").asText();
        int major = 0;
        for (int i = 0; i < version.length() && i < 3 && Character.isDigit(version.charAt(i)); i++) {
            major = 10 * major + Character.digit(version.charAt(i), 10);
        }
        return major;
    }

    static boolean isAbsent(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull();
    }

    /** The object in a field, made where there is none; one apart from the tree where something else stands. */
    static ObjectNode object(ObjectNode parent, String field) {
        if (isAbsent(parent, field)) {
            return parent.putObject(field);
        }
        return parent.get(field) instanceof ObjectNode object ? object : parent.objectNode();
    }

    static void put(ObjectNode object, String field, String value) {
        if (isAbsent(object, field)) {
            object.put(field, value);
        }
    }

    /** As an integer where it is one, as parsers do: otherwise equal trees would differ. */
    static void put(ObjectNode object, String field, long value) {
        if (!isAbsent(object, field)) {
            return;
        }
        if (value == (int) value) {
            object.put(field, (int) value);
        } else {
            object.put(field, value);
        }
    }

    static void put(ObjectNode object, String field, boolean value) {
        if (isAbsent(object, field)) {
            object.put(field, value);
        }
    }
}
