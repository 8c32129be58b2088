package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.TreeDifference;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both sides of a changed {@code PostgresCluster}, with the changes between them by the way each is made. */
final class ClusterChange {
    private final Side before;
    private final Side after;
    private final ObjectKey key;
    private final Map<Way, List<Change>> byWay = new EnumMap<>(Way.class);
    private final List<Change> changes = new ArrayList<>();

    ClusterChange(ObjectNode before, ObjectNode after) {
        this.before = Side.of(before);
        this.after = Side.of(after);
        ObjectKey said = ObjectKey.of(before);
        this.key = new ObjectKey(said.apiVersion(), said.kind(), this.before.namespace(), this.before.name());
        Ways ways = new Ways(this.before, this.after);
        List<Change> silent = new ArrayList<>();
        for (Change change :
                TreeDifference.between(this.before.tree(), this.after.tree(), CrunchyFieldClasses.CLUSTER)) {
            if (Sameness.isSame(change, this.before, this.after)) {
                silent.add(change);
                continue;
            }
            Way way = ways.of(change);
            if (way != Way.SERVER) {
                add(way, change);
            }
        }
        silent.forEach(this::along);
        List<String> old = this.before.repos();
        List<String> now = this.after.repos();
        if (!old.isEmpty() && !now.isEmpty() && isFirstMoved(old, now)) {
            add(Way.REPOS, new Change(At.REPOS, names(old), names(now)));
        }
    }

    /** A default that is said of what comes or goes as a whole comes or goes with it: the schema may want it to be said. */
    private void along(Change silent) {
        TreePath parent = silent.path().parent();
        boolean whole = before.at(parent).isMissingNode() != after.at(parent).isMissingNode();
        if (!whole) {
            return;
        }
        for (Map.Entry<Way, List<Change>> way : byWay.entrySet()) {
            for (Change change : way.getValue()) {
                if (parent.covers(change.path())) {
                    add(way.getKey(), silent);
                    return;
                }
            }
        }
    }

    private static boolean isFirstMoved(List<String> before, List<String> after) {
        return Sameness.isReordered(before, after) || !before.get(0).equals(after.get(0));
    }

    private static ArrayNode names(List<String> list) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        list.forEach(names::add);
        return names;
    }

    private void add(Way way, Change change) {
        changes.add(change);
        byWay.computeIfAbsent(way, w -> new ArrayList<>()).add(change);
    }

    /** What changes, but for what only the server writes. */
    List<Change> changes() {
        return changes;
    }

    /** What changes, by the way it is made, in the order of ways. */
    Map<Way, List<Change>> byWay() {
        return byWay;
    }

    /** What is changed in a way; none when nothing is. */
    List<Change> of(Way way) {
        return byWay.getOrDefault(way, List.of());
    }

    boolean any(Way... ways) {
        for (Way way : ways) {
            if (byWay.containsKey(way)) {
                return true;
            }
        }
        return false;
    }

    Side before() {
        return before;
    }

    Side after() {
        return after;
    }

    /** The cluster as the API server has it. */
    ObjectKey key() {
        return key;
    }

    /** Whether there are repositories on both sides: they come, go and change one by one. */
    boolean keepsBackups() {
        return before.hasBackups() && after.hasBackups();
    }
}
