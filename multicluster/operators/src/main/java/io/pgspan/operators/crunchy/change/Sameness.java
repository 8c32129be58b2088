package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is written otherwise and means the same: a default that is said or not, a quantity in other units, a parameter as a number or as text. */
final class Sameness {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("spec.port", "5432"),
            Map.entry("spec.paused", "false"),
            Map.entry("spec.shutdown", "false"),
            Map.entry("spec.disableDefaultPodScheduling", "false"),
            Map.entry("spec.instances.replicas", "1"),
            Map.entry("spec.patroni.port", "8008"),
            Map.entry("spec.patroni.leaderLeaseDurationSeconds", "30"),
            Map.entry("spec.patroni.syncPeriodSeconds", "10"),
            Map.entry("spec.patroni.switchover.type", "Switchover"),
            Map.entry("spec.patroni.logging.level", "INFO"),
            Map.entry("spec.service.type", "ClusterIP"),
            Map.entry("spec.replicaService.type", "ClusterIP"),
            Map.entry("spec.proxy.pgBouncer.service.type", "ClusterIP"),
            Map.entry("spec.userInterface.pgAdmin.service.type", "ClusterIP"),
            Map.entry("spec.proxy.pgBouncer.port", "5432"),
            Map.entry("spec.proxy.pgBouncer.replicas", "1"),
            Map.entry("spec.standby.enabled", "true"),
            Map.entry("spec.users.password.type", "ASCII"),
            Map.entry("spec.backups.pgbackrest.restore.enabled", "false"),
            Map.entry("spec.dataSource.pgbackrest.stanza", "db"));

    /** Objects and lists that say something by being there, whatever is in them. */
    private static final Set<String> SPEAKING = Set.of(
            "spec.users",
            "spec.standby",
            "spec.backups",
            "spec.proxy.pgBouncer",
            "spec.instrumentation",
            "spec.monitoring.pgmonitor.exporter",
            "spec.userInterface.pgAdmin",
            "spec.backups.pgbackrest.repos.volume",
            "spec.instances.walVolumeClaimSpec",
            "spec.instances.tablespaceVolumes",
            "spec.instances",
            "spec.backups.pgbackrest.repos");

    private Sameness() {}

    /** Whether both values mean the same to the operator: what a default stands for is there only where what it belongs to is. */
    static boolean isSame(Change change, Side was, Side is) {
        return means(change) && (!(change.isAdded() || change.isRemoved()) || isWithin(change.path(), was, is));
    }

    private static boolean isWithin(TreePath path, Side was, Side is) {
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            boolean speaks = above.last().isKeyed() || SPEAKING.contains(place(above));
            if (speaks && (was.at(above).isMissingNode() || is.at(above).isMissingNode())) {
                return false;
            }
        }
        return true;
    }

    private static boolean means(Change change) {
        JsonNode before = change.before();
        JsonNode after = change.after();
        String place = place(change.path());
        if (before.isContainerNode() || after.isContainerNode()) {
            boolean empty = before.isEmpty() && after.isEmpty() && !before.isValueNode() && !after.isValueNode();
            return empty && before.getNodeType() != after.getNodeType() && !SPEAKING.contains(place);
        }
        String said = DEFAULTS.getOrDefault(place, "");
        String left = before.isMissingNode() ? said : before.asText();
        String right = after.isMissingNode() ? said : after.asText();
        if (before.isMissingNode() || after.isMissingNode()) {
            return !said.isEmpty() && left.equals(right);
        }
        if (isText(place) && left.equals(right)) {
            return true;
        }
        return isQuantity(place) && areSame(left, right);
    }

    /** The fields down to a value, without what tells items of lists apart. */
    static String place(TreePath path) {
        StringBuilder place = new StringBuilder();
        for (TreePath.Step step : path.steps()) {
            if (step.isField()) {
                place.append(place.isEmpty() ? "" : ".").append(step.key());
            }
        }
        return place.toString();
    }

    /** Where a number and its text are the same. */
    private static boolean isText(String place) {
        return place.contains(".parameters.") || isQuantity(place);
    }

    private static boolean isQuantity(String place) {
        return place.contains(".resources.") || place.endsWith(".maxGrow") || place.endsWith(".storageLimit");
    }

    private static boolean areSame(String left, String right) {
        try {
            return Quantity.of(left).equals(Quantity.of(right));
        } catch (PgspanException notOne) {
            return false;
        }
    }

    /** Whether those that are in both lists come in another order. */
    static boolean isReordered(List<String> before, List<String> after) {
        List<String> stay = before.stream().filter(after::contains).toList();
        List<String> come = after.stream().filter(before::contains).toList();
        return !stay.equals(come);
    }
}
