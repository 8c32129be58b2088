package io.pgspan.postgres;

/** Makes a slot over a replication connection, as a clone does. */
final class PhysicalSlotMaker {
    private PhysicalSlotMaker() {}

    static void make(TestServer server, String slot) {
        try (ReplicationConnection connection = ReplicationConnection.open(
                server.endpoint, TestServer.SUPERUSER, "test", Deadline.after(TestServer.LIMIT))) {
            new PhysicalSlot(connection).renew(slot);
        }
    }
}
