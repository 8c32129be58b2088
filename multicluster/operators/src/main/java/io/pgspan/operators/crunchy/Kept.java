package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Residue;
import io.pgspan.operators.manifest.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of the leftovers of a reading may be put back into an object that was written from a wish, which may have been changed since: nothing that
 * belongs to an item the wish no longer has, and nothing in place of a value that the wish says now.
 */
final class Kept {
    /** Lists of which the wish says every item. */
    private static final List<TreePath> LISTS = List.of(
            TreePath.of("spec.instances"), TreePath.of("spec.users"), TreePath.of("spec.backups.pgbackrest.repos"));

    /** Values that are read only in a form that the model understands: any other is left over until the wish says one. */
    private static final List<TreePath> YIELDING = List.of(
            TreePath.of("spec.users[].options"),
            TreePath.of("spec.backups.pgbackrest.manual.options"),
            TreePath.of("spec.backups.pgbackrest.configuration"),
            TreePath.of("spec.backups.pgbackrest.repos[].schedules"),
            TreePath.of("spec.dataSource"),
            TreePath.of("spec.standby"),
            TreePath.of("spec.monitoring.pgmonitor.exporter.configuration"),
            TreePath.of("spec.patroni"),
            TreePath.of("spec.authentication.rules"));

    /** Objects that the wish says whole, with the fields, between blanks, that are left over only of one that was not read at all. */
    private static final Map<TreePath, String> OBJECTS = Map.ofEntries(
            Map.entry(TreePath.of("spec.backups.pgbackrest"), "repos"),
            Map.entry(TreePath.of("spec.backups.pgbackrest.repos[].volume"), ""),
            Map.entry(TreePath.of("spec.proxy.pgBouncer"), ""),
            Map.entry(TreePath.of("spec.monitoring.pgmonitor.exporter"), ""),
            Map.entry(TreePath.of("spec.dataSource.postgresCluster"), "repoName"),
            Map.entry(TreePath.of("spec.dataSource.pgbackrest"), "repo"),
            Map.entry(
                    TreePath.of("spec.dataSource.volumes"),
                    "pgDataVolume pgWALVolume.pvcName pgBackRestVolume.pvcName"),
            Map.entry(TreePath.of("spec.customTLSSecret"), ""),
            Map.entry(TreePath.of("spec.customReplicationTLSSecret"), ""),
            Map.entry(TreePath.of("spec.instances[].walVolumeClaimSpec"), ""),
            Map.entry(TreePath.of("spec.instances[].volumes.temp"), ""),
            Map.entry(TreePath.of("spec.instances[].tablespaceVolumes[]"), "name"),
            Map.entry(TreePath.of("spec.instances[].containers[]"), "name"));

    private Kept() {}

    static Residue of(Residue residue, String kind, ObjectNode written) {
        Map<TreePath, JsonNode> unread = residue.unread().getOrDefault(kind, Map.of());
        if (unread.isEmpty()) {
            return Residue.none();
        }
        Map<TreePath, JsonNode> kept = new LinkedHashMap<>();
        unread.forEach((path, value) -> {
            if (isOfThere(path, written) && !isReplaced(path, written) && !isOfGone(path, unread, written)) {
                kept.put(path, value);
            }
        });
        return new Residue(Map.of(kind, kept), List.of());
    }

    private static boolean isOfThere(TreePath path, ObjectNode written) {
        for (TreePath list : LISTS) {
            int depth = list.steps().size();
            if (list.covers(path) && path.steps().size() > depth) {
                TreePath.Step step = path.steps().get(depth);
                return !step.isKeyed()
                        || !at(written, path.steps().subList(0, depth + 1)).isMissingNode();
            }
        }
        return true;
    }

    /** Whether it belongs to an object that was read and that the wish no longer says. */
    private static boolean isOfGone(TreePath path, Map<TreePath, JsonNode> unread, ObjectNode written) {
        for (Map.Entry<TreePath, String> one : OBJECTS.entrySet()) {
            int depth = one.getKey().steps().size();
            if (one.getKey().covers(path)
                    && at(written, path.steps().subList(0, depth)).isMissingNode()) {
                TreePath object = path;
                for (int above = path.steps().size(); above > depth; above--) {
                    object = object.parent();
                }
                if (!isUnread(object, one.getValue(), unread)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isUnread(TreePath object, String fields, Map<TreePath, JsonNode> unread) {
        for (String field : fields.split(" ", -1)) {
            TreePath path = object;
            for (String step : field.split("\\.", -1)) {
                path = path.field(step);
            }
            if (unread.keySet().stream().anyMatch(path::covers)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReplaced(TreePath path, ObjectNode written) {
        return YIELDING.stream().anyMatch(yielding -> yielding.covers(path))
                && !at(written, path.steps()).isMissingNode();
    }

    /** The value at a path; of named items the one of that name. */
    private static JsonNode at(JsonNode root, List<TreePath.Step> steps) {
        JsonNode node = root;
        for (TreePath.Step step : steps) {
            if (step.isKeyed()) {
                JsonNode found = node.path(-1);
                for (JsonNode item : node) {
                    if (item.path(step.key()).asText("").equals(step.item())) {
                        found = item;
                    }
                }
                node = found;
            } else {
                node = step.isField() ? node.path(step.key()) : node.path(step.index());
            }
        }
        return node;
    }
}
