package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Filters that look at one node alone: what never changes is judged once, ports and resources whenever pods of the node have changed. The
 * first plugin that objects ends the node.
 */
final class NodeFilter {
    private final Shape shape;
    private final State state;
    private final int[] fixed;
    private final int[] checked;

    NodeFilter(Shape shape, State state) {
        this.shape = shape;
        this.state = state;
        this.checked = checked();
        this.fixed = new int[state.nodes().size()];
        for (int n = 0; n < fixed.length; n++) {
            fixed[n] = fixed(state.nodes().get(n));
        }
    }

    private int[] checked() {
        ResourceTable table = state.resources();
        List<Integer> found = new ArrayList<>();
        for (int column : shape.request().columns()) {
            boolean ignored = table.isExtended(column) && state.profile().ignores(table.name(column));
            if (!ignored && shape.request().of(column) > 0) {
                found.add(column);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int fixed(Node node) {
        Optional<Set<String>> names = shape.names();
        if (names.isPresent() && !names.get().contains(node.name())) {
            return Code.NOT_NAMED;
        }
        if (isCordoned(node)) {
            return Code.CORDONED;
        }
        if (isOtherNode(node)) {
            return Code.OTHER_NODE;
        }
        if (shape.taints().repelling(node) != null) {
            return Code.TAINT;
        }
        if (!meetsAdded(node)) {
            return Code.ENFORCED_AFFINITY;
        }
        return isWanted(shape, node) ? Code.PASSES : Code.AFFINITY;
    }

    boolean isCordoned(Node node) {
        return !node.schedulable() && !shape.taints().bears(Taints.CORDONED);
    }

    boolean isOtherNode(Node node) {
        return shape.pod().nodeName().isPresent()
                && !shape.pod().nodeName().get().equals(node.name());
    }

    boolean meetsAdded(Node node) {
        return state.profile().addedAffinity().required().isEmpty()
                || NodeTerms.anyMatches(state.profile().addedAffinity().required(), node);
    }

    /** Whether the pod's own node selector and required affinity match. */
    static boolean isWanted(Shape shape, Node node) {
        return NodeTerms.hasLabels(node, shape.pod().nodeSelector())
                && (shape.required().isEmpty() || NodeTerms.anyMatches(shape.required(), node));
    }

    int fixedCode(int node) {
        return fixed[node];
    }

    int code(int node) {
        int first = fixed[node];
        if (first == Code.PASSES && hasPortConflict(node)) {
            first = Code.PORTS;
        }
        return first == Code.PASSES ? shortage(node) : first;
    }

    boolean hasPortConflict(int node) {
        return state.ports().conflicts(node, shape.ports());
    }

    /** What is short on the node; every resource that is. */
    int shortage(int node) {
        ResourceTable table = state.resources();
        int code = table.pods(node) + 1 > table.podsMax(node) ? Code.SHORTAGE | Code.TOO_MANY_PODS : 0;
        for (int i = 0; i < checked.length; i++) {
            long wanted = shape.request().of(checked[i]);
            long all = table.allocatable(checked[i], node);
            if (wanted > all - table.used(checked[i], node)) {
                code |= Code.SHORTAGE | (1 << (Code.RESOURCE_SHIFT + Math.min(i, Code.RESOURCES_MAX - 1)));
                if (wanted > all && state.profile().release().shortageOfWholeNodeIsFinal()) {
                    code |= Code.SHORTAGE_FINAL;
                }
            }
        }
        return code;
    }

    /** The columns whose bits a shortage has, in their order. */
    int[] checkedColumns() {
        return checked;
    }
}
