package io.pgspan.placement.scheduler;

/** Why a node is out, as a number, so that reasons of thousands of nodes are counted without a text for each. */
final class Code {
    static final int PASSES = 0;
    static final int CORDONED = 1;
    static final int OTHER_NODE = 2;
    static final int TAINT = 3;
    static final int NOT_NAMED = 4;
    static final int ENFORCED_AFFINITY = 5;
    static final int AFFINITY = 6;
    static final int PORTS = 7;
    static final int SPREAD_KEY = 8;
    static final int SPREAD = 9;
    static final int NOT_NEAR = 10;
    static final int TOO_NEAR = 11;
    static final int REPELLED = 12;

    static final int DISK_BUSY = 1 << 4;
    static final int CLAIM_HELD = 1 << 5;
    static final int VOLUME_LIMIT = 1 << 6;
    static final int VOLUME_ELSEWHERE = 1 << 7;
    static final int VOLUME_NONE = 1 << 8;
    static final int VOLUME_LOST = 1 << 9;
    static final int VOLUME_ZONE = 1 << 10;

    /** Marks a shortage of resources; the bits from {@link #RESOURCE_SHIFT} on say of which. */
    static final int SHORTAGE = 1 << 11;

    /** A request above all the node has. */
    static final int SHORTAGE_FINAL = 1 << 12;

    static final int TOO_MANY_PODS = 1 << 13;
    static final int RESOURCE_SHIFT = 14;

    /** So many different resources can be told apart. */
    static final int RESOURCES_MAX = 31 - RESOURCE_SHIFT;

    private Code() {}

    /** Whether removing pods can't help. */
    static boolean isFinal(int code) {
        if ((code & SHORTAGE) != 0) {
            return (code & SHORTAGE_FINAL) != 0;
        }
        if (code > REPELLED) {
            return (code & (VOLUME_ELSEWHERE | VOLUME_NONE | VOLUME_LOST | VOLUME_ZONE)) != 0;
        }
        return code != PORTS && code != SPREAD && code != TOO_NEAR && code != REPELLED;
    }
}
