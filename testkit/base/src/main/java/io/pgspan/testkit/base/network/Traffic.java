package io.pgspan.testkit.base.network;

/**
 * What went through one proxy, or through several together, since they were opened.
 *
 * @param accepted connections accepted
 * @param open connections open now
 * @param deliveredToTarget bytes given to the service
 * @param deliveredToClient bytes given to those who connected
 * @param droppedToTarget bytes that vanished on the way to the service
 * @param droppedToClient bytes that vanished on the way back
 */
public record Traffic(
        long accepted,
        long open,
        long deliveredToTarget,
        long deliveredToClient,
        long droppedToTarget,
        long droppedToClient) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                accepted + other.accepted,
                open + other.open,
                deliveredToTarget + other.deliveredToTarget,
                deliveredToClient + other.deliveredToClient,
                droppedToTarget + other.droppedToTarget,
                droppedToClient + other.droppedToClient);
    }
}
