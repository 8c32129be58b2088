package io.pgspan.placement;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Which nodes can't take a pod, and every reason why. The scheduler stops at a node's first reason; all are told here, since the
 * reader wants to know what must change. A pod template carries no tolerations, so each {@code NoSchedule} and {@code NoExecute}
 * taint keeps it away.
 */
final class Filters {
    private final PodTemplate pod;
    private final HardSpread spread;
    private final AntiAffinity antiAffinity;

    Filters(PodTemplate pod, Collection<NodeState> nodes) {
        this.pod = pod;
        this.spread = new HardSpread(pod, nodes);
        this.antiAffinity = new AntiAffinity(pod, nodes);
    }

    /** Why the node is out, in sentences; empty when the pod fits. */
    List<String> refusals(NodeState node) {
        List<String> found = new ArrayList<>();
        if (!node.node().schedulable()) {
            found.add("it is cordoned");
        }
        for (Node.Taint taint : node.node().taints()) {
            if (taint.effect().equals("NoSchedule") || taint.effect().equals("NoExecute")) {
                found.add("untolerated taint " + taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value())
                        + ":" + taint.effect());
            }
        }
        if (!node.matchesSelectorOf(pod)) {
            found.add("it lacks a label of the node selector " + new TreeMap<>(pod.nodeSelector()));
        }
        fit(found, "cpu", "m", NodeState.millis(pod.cpu()), node.cpu(), node.cpuUsed());
        fit(found, "memory", " bytes", NodeState.bytes(pod.memory()), node.memory(), node.memoryUsed());
        found.addAll(spread.refusals(node));
        found.addAll(antiAffinity.refusals(node));
        return found;
    }

    private static void fit(
            List<String> found, String resource, String unit, long request, long allocatable, long used) {
        if (request > allocatable - used) {
            found.add("insufficient " + resource + ": " + request + unit + " asked, " + (allocatable - used) + unit
                    + " free of " + allocatable + unit);
        }
    }
}
