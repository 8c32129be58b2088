package io.pgspan.placement;

import io.pgspan.model.fleet.PodTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one node that fits is worth for one pod, in the default profile's parts and weights: {@code PreferNoSchedule} taints 3,
 * topology spread 2, least allocated 1, balanced allocation 1, each 0..100 in the scheduler's integer steps (balance as up to
 * release 1.35). Preferred affinities and images are not known here and would add 0 or the same to each node.
 *
 * @param node the node
 * @param parts in the order of {@link #NAMES}
 */
record Score(NodeState node, List<Integer> parts) {
    static final List<String> NAMES =
            List.of("PreferNoSchedule taints", "topology spread", "least allocated", "balanced allocation");

    private static final List<Integer> WEIGHTS = List.of(3, 2, 1, 1);
    private static final int PART_MAX = 100;

    /** Best first; equals by node name, where the scheduler would draw lots. */
    static final Comparator<Score> BEST_FIRST = Comparator.comparingInt(Score::total)
            .reversed()
            .thenComparing(s -> s.node().name());

    static Score of(NodeState node, PodTemplate pod, int taints, int spread) {
        long cpu = node.cpuUsed() + NodeState.millis(pod.cpu());
        long memory = node.memoryUsed() + NodeState.bytes(pod.memory());
        return new Score(node, List.of(taints, spread, least(node, cpu, memory), balance(node, pod, cpu, memory)));
    }

    int total() {
        return IntStream.range(0, parts.size()).map(this::weighted).sum();
    }

    int weighted(int part) {
        return WEIGHTS.get(part) * parts.get(part);
    }

    private static int least(NodeState node, long cpu, long memory) {
        long sum = 0;
        int resources = 0;
        if (node.cpu() > 0) {
            sum += free(cpu, node.cpu());
            resources++;
        }
        if (node.memory() > 0) {
            sum += free(memory, node.memory());
            resources++;
        }
        return resources == 0 ? 0 : (int) (sum / resources);
    }

    private static long free(long used, long allocatable) {
        return used > allocatable ? 0 : (allocatable - used) * PART_MAX / allocatable;
    }

    private static int balance(NodeState node, PodTemplate pod, long cpu, long memory) {
        if (pod.cpu().signum() <= 0 && pod.memory().signum() <= 0) {
            return 0;
        }
        if (node.cpu() == 0 || node.memory() == 0) {
            return PART_MAX;
        }
        double cpuPart = Math.min(1, (double) cpu / node.cpu());
        double memoryPart = Math.min(1, (double) memory / node.memory());
        return (int) ((1 - Math.abs(cpuPart - memoryPart) / 2) * PART_MAX);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(total() + " points (");
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(NAMES.get(i)).append(' ');
            text.append(WEIGHTS.get(i) == 1 ? "" : WEIGHTS.get(i) + "×").append(parts.get(i));
        }
        return text.append(')').toString();
    }
}
