package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Codes put into the scheduler's words. */
final class Reasons {
    private final Evaluation evaluation;
    private final State state;

    Reasons(Evaluation evaluation, State state) {
        this.evaluation = evaluation;
        this.state = state;
    }

    /** The reasons of a code; several when resources or volumes are short in several ways. */
    List<Reason> of(int code, int node) {
        if ((code & Code.SHORTAGE) != 0) {
            return shortages(code);
        }
        return code > Code.REPELLED ? volumes(code) : List.of(one(code, node));
    }

    private Reason one(int code, int node) {
        return switch (code) {
            case Code.CORDONED -> Reason.of(Plugin.NODE_UNSCHEDULABLE, "node(s) were unschedulable", false);
            case Code.OTHER_NODE -> Reason.of(Plugin.NODE_NAME, "node(s) didn't match the requested node name", false);
            case Code.TAINT -> Reason.of(Plugin.TAINT_TOLERATION, taint(node), false);
            case Code.NOT_NAMED ->
                Reason.of(Plugin.NODE_AFFINITY, "node(s) didn't satisfy plugin(s) [NodeAffinity]", false);
            case Code.ENFORCED_AFFINITY ->
                Reason.of(Plugin.NODE_AFFINITY, "node(s) didn't match scheduler-enforced node affinity", false);
            case Code.AFFINITY ->
                Reason.of(Plugin.NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector", false);
            case Code.PORTS ->
                Reason.of(Plugin.NODE_PORTS, "node(s) didn't have free ports for the requested pod ports", true);
            case Code.SPREAD_KEY ->
                Reason.of(
                        Plugin.POD_TOPOLOGY_SPREAD,
                        "node(s) didn't match pod topology spread constraints (missing required label)",
                        false);
            case Code.SPREAD ->
                Reason.of(Plugin.POD_TOPOLOGY_SPREAD, "node(s) didn't match pod topology spread constraints", true);
            case Code.NOT_NEAR ->
                Reason.of(Plugin.INTER_POD_AFFINITY, "node(s) didn't match pod affinity rules", false);
            case Code.TOO_NEAR ->
                Reason.of(Plugin.INTER_POD_AFFINITY, "node(s) didn't match pod anti-affinity rules", true);
            default ->
                Reason.of(Plugin.INTER_POD_AFFINITY, "node(s) didn't satisfy existing pods anti-affinity rules", true);
        };
    }

    private String taint(int node) {
        if (!state.profile().release().namesTaint()) {
            return "node(s) had untolerated taint(s)";
        }
        Node.Taint taint = Objects.requireNonNull(
                evaluation.shape().taints().repelling(state.nodes().get(node)),
                "only nodes with such a taint are asked");
        return "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}";
    }

    private List<Reason> shortages(int code) {
        boolean resolvable = !Code.isFinal(code);
        List<Reason> found = new ArrayList<>();
        if ((code & Code.TOO_MANY_PODS) != 0) {
            found.add(Reason.of(Plugin.NODE_RESOURCES_FIT, "Too many pods", resolvable));
        }
        int[] columns = evaluation.nodeFilter().checkedColumns();
        for (int i = 0; i < Math.min(columns.length, Code.RESOURCES_MAX); i++) {
            if ((code & (1 << (Code.RESOURCE_SHIFT + i))) != 0) {
                found.add(Reason.of(
                        Plugin.NODE_RESOURCES_FIT,
                        "Insufficient " + state.resources().name(columns[i]),
                        resolvable));
            }
        }
        return found;
    }

    private List<Reason> volumes(int code) {
        List<Reason> found = new ArrayList<>();
        add(found, code, Code.DISK_BUSY, Plugin.VOLUME_RESTRICTIONS, "node(s) had no available disk");
        add(
                found,
                code,
                Code.CLAIM_HELD,
                Plugin.VOLUME_RESTRICTIONS,
                "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode");
        add(found, code, Code.VOLUME_LIMIT, Plugin.NODE_VOLUME_LIMITS, "node(s) exceed max volume count");
        add(
                found,
                code,
                Code.VOLUME_ELSEWHERE,
                Plugin.VOLUME_BINDING,
                state.profile().release().volumeConflict());
        add(
                found,
                code,
                Code.VOLUME_NONE,
                Plugin.VOLUME_BINDING,
                "node(s) didn't find available persistent volumes to bind");
        add(
                found,
                code,
                Code.VOLUME_LOST,
                Plugin.VOLUME_BINDING,
                "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");
        add(found, code, Code.VOLUME_ZONE, Plugin.VOLUME_ZONE, "node(s) had no available volume zone");
        return found;
    }

    private static void add(List<Reason> found, int code, int bit, Plugin plugin, String text) {
        if ((code & bit) != 0) {
            found.add(Reason.of(plugin, text, !Code.isFinal(bit)));
        }
    }
}
