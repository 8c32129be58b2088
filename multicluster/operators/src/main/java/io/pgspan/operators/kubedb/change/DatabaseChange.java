package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Both sides of a changed {@code Postgres}, with the changes between them by the way each is made. */
final class DatabaseChange {
    private static final String GITOPS = "gitops.kubedb.com/";
    /**
     * What is patched is patched with all fields of its part, even those that only say a default: an object whose fields have other defaults
     * when it is there, or that needs one of them, is otherwise not what is wished for.
     */
    private static final Set<Way> PATCHED = Set.of(Way.PATCH, Way.RESTART);

    private static final String API = "kubedb.com/v1";
    private static final JsonNode ASYNCHRONOUS = TextNode.valueOf("Asynchronous");

    private final ObjectNode before;
    private final ObjectNode after;
    private final ObjectKey key;
    private final Stored storedBefore;
    private final Stored storedAfter;
    private final int replicasBefore;
    private final int replicasAfter;
    private final Map<Way, List<Change>> byWay = new EnumMap<>(Way.class);
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> same = new ArrayList<>();

    DatabaseChange(ObjectNode before, ObjectNode after, KubeDbWriting writing) {
        this.before = before;
        this.after = after;
        this.key = ObjectKey.of(before);
        this.storedBefore = stored(before, writing);
        this.storedAfter = stored(after, writing);
        this.replicasBefore = storedBefore.at(At.REPLICAS).asInt(1);
        this.replicasAfter = storedAfter.at(At.REPLICAS).asInt(1);
        List<Change> all = TreeDifference.between(before, after, KubeDbFieldClasses.POSTGRES);
        Ways ways = new Ways(storedBefore, storedAfter, all);
        Set<String> partlyPatched = new HashSet<>();
        for (Change change : all) {
            if (ways.isSame(change)) {
                same.add(change);
                continue;
            }
            Way way = ways.of(change);
            if (way != Way.SERVER) {
                changes.add(change);
                byWay.computeIfAbsent(way, w -> new ArrayList<>()).add(change);
                if (PATCHED.contains(way)) {
                    partlyPatched.add(part(change, way));
                }
            }
        }
        for (Change change : same) {
            Way way = ways.of(change);
            if (PATCHED.contains(way) && partlyPatched.contains(part(change, way))) {
                byWay.getOrDefault(way, List.of()).add(change);
            }
        }
    }

    private static String part(Change change, Way way) {
        List<TreePath.Step> steps = change.path().steps();
        return way + " " + (steps.size() > 1 ? steps.get(1).key() : "");
    }

    /** With KubeDB's defaults, and with what it takes an absent mode for. */
    private static Stored stored(ObjectNode postgres, KubeDbWriting writing) {
        Stored stored = writing.stored(postgres);
        JsonNode spec = postgres.path("spec");
        if (!spec.isObject() && !spec.isMissingNode() && !spec.isNull()) {
            return stored;
        }
        return path -> {
            JsonNode found = stored.at(path);
            return found.isMissingNode() && path.equals(At.STREAMING_MODE) ? ASYNCHRONOUS : found;
        };
    }

    /** What changes, but for what only the server writes. */
    List<Change> changes() {
        return changes;
    }

    /** What is written otherwise and means the same on both sides, for example a default that is said. */
    List<Change> restated() {
        return same;
    }

    /** What is changed, by the way it is made, in the order of ways. */
    Map<Way, List<Change>> byWay() {
        return byWay;
    }

    /** What is changed in a way; none when nothing is. */
    List<Change> of(Way way) {
        return byWay.getOrDefault(way, List.of());
    }

    /** Whether anything is changed in one of these ways. */
    boolean any(Set<Way> ways) {
        return ways.stream().anyMatch(byWay::containsKey);
    }

    /** Whether a request is needed. */
    boolean needsDatabase() {
        return byWay.keySet().stream().anyMatch(Way::needsDatabase);
    }

    ObjectNode before() {
        return before;
    }

    ObjectNode after() {
        return after;
    }

    JsonNode storedBefore(TreePath path) {
        return storedBefore.at(path);
    }

    JsonNode storedAfter(TreePath path) {
        return storedAfter.at(path);
    }

    /** Whether KubeDB's GitOps controller stands between this object and the database. */
    boolean isGitOps() {
        return before.path("apiVersion").asText().startsWith(GITOPS);
    }

    /** The database's name, the old one. */
    String name() {
        return key.name();
    }

    /** The database's namespace, the old one. */
    String namespace() {
        String said = key.namespace();
        return said.isEmpty() ? "default" : said;
    }

    /** The {@code Postgres} that KubeDB runs, which in the GitOps form is not the one that is written. */
    ObjectKey database() {
        return new ObjectKey(API, "Postgres", namespace(), name());
    }

    /** The object that is written. */
    ObjectKey written() {
        return new ObjectKey(key.apiVersion(), key.kind(), namespace(), key.name());
    }

    int replicasBefore() {
        return replicasBefore;
    }

    int replicasAfter() {
        return replicasAfter;
    }

    boolean haltedBefore() {
        return storedBefore(At.HALTED).asBoolean(false);
    }

    boolean haltedAfter() {
        return storedAfter(At.HALTED).asBoolean(false);
    }

    boolean distributed() {
        return storedBefore(At.DISTRIBUTED).asBoolean(false);
    }
}
