package io.pgspan.model.fleet;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pod that is on a node, or will be once others have gone. Pods that ended are not listed.
 *
 * @param pod what it is
 * @param nodeName its node
 * @param terminating whether its deletion has begun: topology spread no longer counts it, everything else does
 * @param started when it started; among pods of equal priority, the younger is evicted first
 * @param nominated whether it still waits for that node's room: only pods of lower priority ignore it
 * @param resize what its node says about its changed requests, or null
 */
public record RunningPod(
        PodTemplate pod,
        String nodeName,
        boolean terminating,
        Instant started,
        boolean nominated,
        @Nullable PodResize resize) {

    /** A pod that runs since the epoch. */
    public static RunningPod of(PodTemplate pod, String nodeName) {
        return new RunningPod(pod, nodeName, false, Instant.EPOCH, false, null);
    }

    /** The same, being deleted. */
    public RunningPod beingDeleted() {
        return new RunningPod(pod, nodeName, true, started, nominated, resize);
    }

    /** The same, waiting for the node's room. */
    public RunningPod waiting() {
        return new RunningPod(pod, nodeName, terminating, started, true, resize);
    }

    /** The same, started then. */
    public RunningPod startedAt(Instant when) {
        return new RunningPod(pod, nodeName, terminating, when, nominated, resize);
    }

    /** What its node says about its changed requests. */
    public Optional<PodResize> resized() {
        return Optional.ofNullable(resize);
    }

    /** When it started, in milliseconds since the epoch. */
    public long startedMillis() {
        return started.toEpochMilli();
    }

    /** What a scheduler reserves for it: the largest of what is wished, granted and really set. */
    public PodRequests requests() {
        return resize == null ? PodRequests.of(pod) : resize.requests(pod);
    }
}
