package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ObjectKey;
import java.util.List;

/** The {@code Cluster} that takes the place of one that can't become what is wished for. It has a name of its own, and its own path in the archive. */
final class NextCluster {
    private static final String NEXT = "-next";
    private static final int NAME_MAX = 50;
    private static final String CONNECTION_USER = "streaming_replica";

    private final ClusterChange cluster;

    NextCluster(ClusterChange cluster) {
        this.cluster = cluster;
    }

    /** A follower that copies the files of the old one and replays its WAL until it is told to lead. */
    ObjectNode follower() {
        ObjectNode next = named();
        ObjectNode spec = next.withObject("/spec");
        spec.remove("bootstrap");
        String source = source(spec, CONNECTION_USER, "postgres");
        spec.withObject("/bootstrap/pg_basebackup").put("source", source);
        ObjectNode replica = spec.putObject("replica");
        replica.put("enabled", true).put("source", source);
        return next;
    }

    /** A new database into which the old one's are dumped when it begins. */
    ObjectNode imported() {
        ObjectNode next = named();
        ObjectNode spec = next.withObject("/spec");
        spec.remove("replica");
        ObjectNode bootstrap = spec.withObject("/bootstrap");
        JsonNode initdb = bootstrap.path("initdb");
        bootstrap.removeAll();
        ObjectNode begun = initdb instanceof ObjectNode some ? some : bootstrap.objectNode();
        bootstrap.set("initdb", begun);
        begun.remove(List.of("database", "owner", "secret", "postInitSQL", "postInitApplicationSQL"));
        ObjectNode dump = begun.putObject("import");
        dump.put("type", "monolith");
        dump.putArray("databases").add("*");
        dump.putArray("roles").add("*");
        dump.putObject("source").put("externalCluster", source(spec, "postgres", "postgres"));
        return next;
    }

    /** The wish as it is, under another name: it begins as it says. */
    ObjectNode asSaid() {
        return named();
    }

    private ObjectNode named() {
        ObjectNode next = cluster.after().deepCopy();
        ObjectKey key = ObjectKey.of(next);
        if (key.namespace().equals(cluster.key().namespace())
                && key.name().equals(cluster.key().name())) {
            String name = key.name();
            String room = name.length() + NEXT.length() > NAME_MAX ? name.substring(0, NAME_MAX - NEXT.length()) : name;
            next.withObject("/metadata").put("name", room + NEXT);
        }
        if (next.path("spec").path("backup").path("barmanObjectStore") instanceof ObjectNode store) {
            store.remove("serverName");
        }
        for (JsonNode plugin : next.path("spec").path("plugins")) {
            if (plugin.path("parameters") instanceof ObjectNode parameters) {
                parameters.remove("serverName");
            }
        }
        return next;
    }

    /** Names the old cluster among those elsewhere, and says how it is reached. */
    private String source(ObjectNode spec, String user, String database) {
        ObjectKey old = cluster.key();
        ArrayNode all =
                spec.path("externalClusters") instanceof ArrayNode there ? there : spec.putArray("externalClusters");
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).path("name").asText("").equals(old.name())) {
                all.remove(i);
            }
        }
        ObjectNode external = all.addObject().put("name", old.name());
        external.putObject("connectionParameters")
                .put("host", old.name() + "-rw" + (old.namespace().isEmpty() ? "" : "." + old.namespace() + ".svc"))
                .put("user", user)
                .put("dbname", database)
                .put("sslmode", "verify-full");
        if (user.equals(CONNECTION_USER)) {
            secret(external, "sslKey", old.name() + "-replication", "tls.key");
            secret(external, "sslCert", old.name() + "-replication", "tls.crt");
        } else {
            secret(external, "password", old.name() + "-superuser", "password");
        }
        secret(external, "sslRootCert", old.name() + "-ca", "ca.crt");
        return old.name();
    }

    private static void secret(ObjectNode external, String field, String name, String key) {
        external.putObject(field).put("name", name).put("key", key);
    }
}
