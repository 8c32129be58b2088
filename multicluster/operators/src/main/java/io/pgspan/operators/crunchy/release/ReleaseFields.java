package io.pgspan.operators.crunchy.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Since which release the operator's definitions have a field; of a field that is not named here it is {@link PgoVersion#OLDEST}. Both versions
 * of the API, {@code v1beta1} and {@code v1} (from 6.0), have the same fields, but that {@code v1} takes nothing in {@code spec.userInterface}.
 *
 * <p>The table is compiled into a tree. A walk over an object follows every line that may still fit, which are few: it costs one look-up a
 * field for each of them.
 */
public final class ReleaseFields {
    /** The fields of a {@code PostgresCluster}. */
    public static final ReleaseFields CLUSTER = new ReleaseFields(FieldTable.CLUSTER);

    /** The fields of a {@code PGUpgrade}. */
    public static final ReleaseFields UPGRADE = new ReleaseFields(FieldTable.UPGRADE);

    /** The fields of a {@code PGAdmin}. */
    public static final ReleaseFields ADMIN = new ReleaseFields(FieldTable.ADMIN);

    private static final String ITEM = "[]";
    private static final String ANYWHERE = "**.";

    private final Node anchored = new Node();
    private final Node floating = new Node();

    private static final class Node {
        private final Map<String, Node> below = new HashMap<>();
        private @Nullable PgoVersion since;
    }

    private ReleaseFields(String table) {
        table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int blank = line.indexOf(' ');
            String path = line.substring(blank + 1);
            boolean anywhere = path.startsWith(ANYWHERE);
            Node node = anywhere ? floating : anchored;
            for (String step : path.substring(anywhere ? ANYWHERE.length() : 0)
                    .replace(ITEM, "." + ITEM)
                    .split("\\.", -1)) {
                node = node.below.computeIfAbsent(step, name -> new Node());
            }
            node.since = PgoVersion.of(line.substring(0, blank));
        });
    }

    /** The first release that has the field at a path; an index of a list counts as any. */
    public PgoVersion since(TreePath path) {
        PgoVersion since = PgoVersion.OLDEST;
        List<Node> fitting = List.of(anchored);
        for (TreePath.Step step : path.steps()) {
            fitting = next(fitting, step.isField() ? step.key() : ITEM);
            since = latest(since, fitting);
        }
        return since;
    }

    /**
     * The fields of an object that a release doesn't have, with the first release that has each, in the order of the text; of what is below such
     * a field nothing is told.
     */
    public Map<TreePath, PgoVersion> newerThan(PgoVersion release, JsonNode object) {
        Map<TreePath, PgoVersion> newer = new LinkedHashMap<>();
        if (!release.isAtLeast(PgoVersion.NEWEST)) {
            walk(object, TreePath.ROOT, List.of(anchored), release, newer);
        }
        return newer;
    }

    private void walk(
            JsonNode node, TreePath at, List<Node> fitting, PgoVersion release, Map<TreePath, PgoVersion> newer) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            boolean ofObject = at.isRoot() && !entry.getKey().equals("spec");
            if (!ofObject && !entry.getValue().isNull()) {
                step(entry.getValue(), at.field(entry.getKey()), next(fitting, entry.getKey()), release, newer);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            step(node.get(i), at.index(i), next(fitting, ITEM), release, newer);
        }
    }

    private void step(
            JsonNode value, TreePath at, List<Node> fitting, PgoVersion release, Map<TreePath, PgoVersion> newer) {
        PgoVersion since = latest(PgoVersion.OLDEST, fitting);
        if (release.isAtLeast(since)) {
            walk(value, at, fitting, release, newer);
        } else {
            newer.put(at, since);
        }
    }

    private List<Node> next(List<Node> fitting, String step) {
        List<Node> next = new ArrayList<>();
        for (Node node : fitting) {
            add(node.below.get(step), next);
        }
        add(floating.below.get(step), next);
        return next;
    }

    private static void add(@Nullable Node node, List<Node> to) {
        if (node != null) {
            to.add(node);
        }
    }

    private static PgoVersion latest(PgoVersion since, List<Node> fitting) {
        PgoVersion latest = since;
        for (Node node : fitting) {
            if (node.since != null && node.since.compareTo(latest) > 0) {
                latest = node.since;
            }
        }
        return latest;
    }
}
