package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.TreeEdit;
import io.pgspan.operators.crunchy.lint.SetName;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code PostgresCluster} as the operator reads it: a set without a name is called by its place in the list. */
final class Side {
    private static final String NAME = "name";

    private final ObjectNode tree;
    private @Nullable Map<String, Integer> sets;

    /** A tree in which every set is named, not to be changed any more. */
    Side(ObjectNode tree) {
        this.tree = tree;
    }

    /** With every set named. The tree is the same one where they are. */
    static Side of(ObjectNode cluster) {
        boolean isNamed = true;
        for (JsonNode set : cluster.path("spec").path("instances")) {
            isNamed &= !set.path(NAME).asText("").isEmpty();
        }
        return new Side(isNamed ? cluster : named(cluster));
    }

    /** The tree with every set named, sharing everything else with the one given. */
    private static ObjectNode named(ObjectNode cluster) {
        if (!(cluster.path("spec") instanceof ObjectNode spec && spec.path("instances") instanceof ArrayNode sets)) {
            return cluster;
        }
        ArrayNode named = cluster.arrayNode();
        for (JsonNode set : sets) {
            named.add(set instanceof ObjectNode one ? named(one, named.size()) : set);
        }
        ObjectNode copy = copy(cluster);
        copy.set("spec", copy(spec).set("instances", named));
        return copy;
    }

    private static ObjectNode named(ObjectNode set, int index) {
        return set.path(NAME).asText("").isEmpty() ? copy(set).put(NAME, SetName.at(index)) : set;
    }

    private static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        return copy;
    }

    ObjectNode tree() {
        return tree;
    }

    JsonNode at(TreePath path) {
        return TreeEdit.at(tree, path);
    }

    private JsonNode spec() {
        return tree.path("spec");
    }

    String name() {
        return tree.path("metadata").path(NAME).asText("");
    }

    String namespace() {
        String said = tree.path("metadata").path("namespace").asText("");
        return said.isEmpty() ? "default" : said;
    }

    boolean isPaused() {
        return spec().path("paused").asBoolean(false);
    }

    boolean isShutDown() {
        return spec().path("shutdown").asBoolean(false);
    }

    /** Whether it follows another cluster: the flag's default is yes. */
    boolean isStandby() {
        JsonNode standby = spec().path("standby");
        return standby.isObject() && standby.path("enabled").asBoolean(true);
    }

    boolean hasBackups() {
        return spec().path("backups").isObject();
    }

    boolean hasPooler() {
        return spec().path("proxy").path("pgBouncer").isObject();
    }

    int version() {
        return spec().path("postgresVersion").asInt(0);
    }

    /** The instances of each set, by its name; not to be changed. */
    Map<String, Integer> sets() {
        Map<String, Integer> known = sets;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (JsonNode set : spec().path("instances")) {
                known.put(set.path(NAME).asText(""), set.path("replicas").asInt(1));
            }
            sets = known;
        }
        return known;
    }

    /** The instances of all sets. */
    int instances() {
        int sum = 0;
        for (JsonNode set : spec().path("instances")) {
            sum += set.path("replicas").asInt(1);
        }
        return sum;
    }

    /** The names of the repositories, in their order. */
    List<String> repos() {
        return names(spec().path("backups").path("pgbackrest").path("repos"));
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : list) {
            names.add(item.path(NAME).asText(""));
        }
        return names;
    }

    /** Whether a repository lies on a volume. */
    boolean isOnVolume(String repo) {
        return at(At.repo(repo)).path("volume").isObject();
    }

    /** What an annotation of the operator's own says; empty when it is not there. */
    String annotation(TreePath path) {
        return at(path).asText("");
    }

    /** How long a dead primary keeps the lead at most, in seconds: its lease and one round. */
    int leaseSeconds() {
        JsonNode patroni = spec().path("patroni");
        return patroni.path("leaderLeaseDurationSeconds").asInt(30)
                + patroni.path("syncPeriodSeconds").asInt(10);
    }
}
