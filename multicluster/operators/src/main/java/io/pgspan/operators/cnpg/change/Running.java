package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a {@code Cluster} runs, as far as its own words say.
 *
 * @param instances how many there are to be
 * @param switchover whether another instance takes over when the primary is updated, instead of a restart where it is
 * @param supervised whether the primary waits for somebody
 * @param stop how long a pod has to end, in seconds
 * @param start how long an instance has to start, in seconds
 * @param handOver how long the old primary has to stop before another takes over, in seconds
 */
record Running(int instances, boolean switchover, boolean supervised, int stop, int start, int handOver) {
    private static final int STOP = 1800;
    private static final int START = 3600;
    private static final int HAND_OVER = 3600;

    static Running of(JsonNode cluster) {
        JsonNode spec = cluster.path("spec");
        return new Running(
                instances(cluster),
                spec.path("primaryUpdateMethod").asText("").equals("switchover"),
                spec.path("primaryUpdateStrategy").asText("").equals("supervised"),
                spec.path("stopDelay").asInt(STOP),
                spec.path("startDelay").asInt(START),
                spec.path("switchoverDelay").asInt(HAND_OVER));
    }

    static int instances(JsonNode cluster) {
        return cluster.path("spec").path("instances").asInt(1);
    }

    /** Whether nothing is done with its pods: it is hibernated, fenced, or the operator looks away. */
    static boolean isAsleep(JsonNode cluster) {
        return isHibernated(cluster) || isFenced(cluster) || isLeftAlone(cluster);
    }

    static boolean isHibernated(JsonNode cluster) {
        return Commands.said(cluster, Commands.HIBERNATION).equals("on");
    }

    static boolean isFenced(JsonNode cluster) {
        String fenced = Commands.said(cluster, Commands.FENCED).strip();
        return !fenced.isEmpty() && !fenced.equals("[]");
    }

    static boolean isLeftAlone(JsonNode cluster) {
        return Commands.said(cluster, Commands.LOOP).equals(Commands.DISABLED);
    }
}
