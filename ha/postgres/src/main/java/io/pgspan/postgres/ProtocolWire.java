package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Messages in and out of a socket. Every read is bounded by the deadline and by the longest silence that is not a fault. */
final class ProtocolWire implements AutoCloseable {
    /**
     * A server is silent while it writes its checkpoint and while it waits for the archiver, of which it gives notice after 60,
     * 120, 240 … seconds.
     */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(150);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Endpoint server;
    private final Deadline deadline;
    private final Socket socket;
    private final DataInputStream in;

    private ProtocolWire(Endpoint server, Deadline deadline, Socket socket) throws IOException {
        this.server = server;
        this.deadline = deadline;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    }

    @SuppressWarnings("resource") // the socket belongs to the wire that is returned
    static ProtocolWire connect(Endpoint server, Deadline deadline) {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(
                    new InetSocketAddress(server.host(), server.port()), deadline.remainingMillis(CONNECT_LIMIT));
            return new ProtocolWire(server, deadline, socket);
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException ignored) {
                e.addSuppressed(ignored);
            }
            throw lost(server, e);
        }
    }

    Endpoint server() {
        return server;
    }

    /** Sends a message; type 0 leaves the letter out, as the first message wants it. */
    void send(char type, byte[] body) {
        ByteBuffer frame = ByteBuffer.allocate((type == 0 ? 0 : 1) + Integer.BYTES + body.length);
        if (type != 0) {
            frame.put((byte) type);
        }
        frame.putInt(Integer.BYTES + body.length).put(body);
        try {
            socket.getOutputStream().write(frame.array());
        } catch (IOException e) {
            throw lost(server, e);
        }
    }

    /** @throws PostgresUnavailableException when the connection breaks or the server stays silent for too long */
    ProtocolMessage read() {
        if (deadline.passed()) {
            throw lost(server, new SocketTimeoutException("the limit for the whole has passed"));
        }
        try {
            socket.setSoTimeout(deadline.remainingMillis(SILENCE_LIMIT));
            char type = (char) in.readUnsignedByte();
            int length = in.readInt() - Integer.BYTES;
            if (length < 0 || length > MESSAGE_BYTES_MAX) {
                throw new PgspanException(
                        server + " sent a message of " + length + " bytes; is it a PostgreSQL server?");
            }
            byte[] body = new byte[length];
            in.readFully(body);
            return new ProtocolMessage(type, ByteBuffer.wrap(body));
        } catch (IOException e) {
            throw lost(server, e);
        }
    }

    private static PostgresUnavailableException lost(Endpoint server, IOException e) {
        String why = e.getMessage() == null ? "the connection ended" : e.getMessage();
        return new PostgresUnavailableException(
                server + ": replication connection failed: " + why, PostgresUnavailableException.CONNECTION_FAILURE, e);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw lost(server, e);
        }
    }
}
