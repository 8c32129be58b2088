package io.pgspan.multicluster.ocm;

import io.pgspan.multicluster.ocm.ManifestConfig.FeedbackRule;
import io.pgspan.multicluster.ocm.ManifestConfig.JsonPath;
import java.util.List;

/**
 * The values that are reported back, by kind. Each path meets at most one scalar: whole objects would need the feature gate
 * {@code RawFeedbackJsonString} on every spoke and are dropped beyond 1024 bytes. Of Secrets nothing is reported.
 */
public final class Feedback {
    /** A pod's or a volume claim's phase. */
    public static final String PHASE = "phase";

    /** A pod's address. */
    public static final String POD_IP = "podIP";

    /** {@code True} when a pod is ready. */
    public static final String READY = "ready";

    /** The node a pod runs on. */
    public static final String NODE_NAME = "nodeName";

    /** A member's role as its pod's label says it: {@code primary}, {@code standby} or {@code arbiter}. */
    public static final String ROLE = "role";

    /** A volume claim's capacity. */
    public static final String CAPACITY = "capacity";

    /** The pod label a role is read from. No dot in it: a work's JSON paths can't name such a key on older spokes. */
    public static final String ROLE_LABEL = "pgspan-role";

    private Feedback() {}

    /** The rules for objects of this kind; empty when nothing is reported. */
    static List<FeedbackRule> rules(String kind) {
        return switch (kind) {
            case "Pod" ->
                List.of(FeedbackRule.jsonPaths(
                        new JsonPath(PHASE, ".status.phase"),
                        new JsonPath(POD_IP, ".status.podIP"),
                        new JsonPath(READY, ".status.conditions[?(@.type=='Ready')].status"),
                        new JsonPath(NODE_NAME, ".spec.nodeName"),
                        new JsonPath(ROLE, ".metadata.labels." + ROLE_LABEL)));
            case "PersistentVolumeClaim" ->
                List.of(FeedbackRule.jsonPaths(
                        new JsonPath(PHASE, ".status.phase"), new JsonPath(CAPACITY, ".status.capacity.storage")));
            default -> List.of();
        };
    }
}
