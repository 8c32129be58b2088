package io.pgspan.testkit.base.network;

/** The way bytes take through a proxy. Faults are set for each way on its own. */
public enum Direction {
    /** From the one who connected to the service: requests. */
    TO_TARGET,
    /** From the service to the one who connected: answers. */
    TO_CLIENT;

    /** The other way. */
    public Direction opposite() {
        return this == TO_TARGET ? TO_CLIENT : TO_TARGET;
    }
}
