package io.pgspan.placement.scheduler;

/** A release of Kubernetes, as far as releases decide or speak differently. */
public enum Release {
    /** 1.32: counts of two constraints on one key are merged; a request above the whole node may be helped by evictions. */
    V1_32,
    /** 1.33: counts per constraint; a request above the whole node can't be helped. */
    V1_33,
    /** 1.34, first patches. */
    V1_34,
    /** 1.35: taints are no longer named, numeric tolerations behind a gate, another word for a volume's nodes. */
    V1_35,
    /** 1.36: balance is scored by the change that the pod makes. */
    V1_36;

    boolean mergesCountsOfOneKey() {
        return this == V1_32;
    }

    boolean shortageOfWholeNodeIsFinal() {
        return this != V1_32;
    }

    boolean namesTaint() {
        return compareTo(V1_35) < 0;
    }

    boolean knowsNumericTolerations() {
        return compareTo(V1_35) >= 0;
    }

    boolean scoresChangeOfBalance() {
        return this == V1_36;
    }

    String volumeConflict() {
        return compareTo(V1_35) < 0
                ? "node(s) had volume node affinity conflict"
                : "node(s) didn't match PersistentVolume's node affinity";
    }
}
