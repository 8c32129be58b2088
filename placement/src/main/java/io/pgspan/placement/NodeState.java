package io.pgspan.placement;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One node while pods are placed on it. Amounts are whole thousandths of a CPU and whole bytes, rounded up as the scheduler does
 * for the sum of a pod.
 */
final class NodeState {
    /** Amounts beyond this are cut to it, so that percentages stay within 64 bits: some 46 petabytes. */
    private static final long AMOUNT_MAX = Long.MAX_VALUE / 200;

    private static final int MILLI_DIGITS = 3;

    private final Node node;
    private final List<PodTemplate> pods = new ArrayList<>();
    private long cpuUsed;
    private long memoryUsed;

    NodeState(Node node) {
        this.node = node;
    }

    Node node() {
        return node;
    }

    String name() {
        return node.name();
    }

    Map<String, String> labels() {
        return node.labels();
    }

    List<PodTemplate> pods() {
        return pods;
    }

    void add(PodTemplate pod) {
        pods.add(pod);
        cpuUsed += millis(pod.cpu());
        memoryUsed += bytes(pod.memory());
    }

    long cpu() {
        return millis(node.cpu());
    }

    long memory() {
        return bytes(node.memory());
    }

    long cpuUsed() {
        return cpuUsed;
    }

    long memoryUsed() {
        return memoryUsed;
    }

    /** How many pods here a selector of all the subject's labels counts; a pod without labels counts none. */
    long countMatching(PodTemplate subject) {
        return subject.labels().isEmpty()
                ? 0
                : pods.stream().filter(p -> selects(subject, p)).count();
    }

    /** Whether a selector of all the labels of {@code owner} matches {@code other}. */
    static boolean selects(PodTemplate owner, PodTemplate other) {
        return other.labels().entrySet().containsAll(owner.labels().entrySet());
    }

    /** Whether the node carries all labels that the pod's node selector asks for. */
    boolean matchesSelectorOf(PodTemplate pod) {
        return labels().entrySet().containsAll(pod.nodeSelector().entrySet());
    }

    static long millis(Quantity quantity) {
        return whole(quantity.amount().movePointRight(MILLI_DIGITS));
    }

    static long bytes(Quantity quantity) {
        return whole(quantity.amount());
    }

    private static long whole(BigDecimal amount) {
        return amount.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(AMOUNT_MAX))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
