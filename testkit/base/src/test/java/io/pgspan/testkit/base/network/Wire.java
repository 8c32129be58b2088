package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Both ends of one connection made through a proxy. Reads are bounded. */
record Wire(Socket client, Socket server) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 150;

    /** What an end notices. */
    enum Noticed {
        SILENCE,
        END,
        RESET,
        BYTES
    }

    static ServerSocket service() throws IOException {
        ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        service.setSoTimeout(PATIENCE_MILLIS);
        return service;
    }

    static Wire through(int port, ServerSocket service) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket server = service.accept();
        client.setSoTimeout(PATIENCE_MILLIS);
        server.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        return new Wire(client, server);
    }

    static void send(Socket from, String text) throws IOException {
        from.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String receive(Socket at, int length) throws IOException {
        return new String(at.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** What this end notices within a short time. A byte that is there is consumed. */
    static Noticed noticed(Socket at) throws IOException {
        return noticed(at, SILENCE_MILLIS);
    }

    /** What this end notices in the end; for what must come. */
    static Noticed finallyNoticed(Socket at) throws IOException {
        return noticed(at, PATIENCE_MILLIS);
    }

    private static Noticed noticed(Socket at, int millis) throws IOException {
        at.setSoTimeout(millis);
        try {
            return at.getInputStream().read() < 0 ? Noticed.END : Noticed.BYTES;
        } catch (SocketTimeoutException nothing) {
            return Noticed.SILENCE;
        } catch (SocketException broken) {
            return Noticed.RESET;
        } finally {
            at.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    static void kill(Socket end) throws IOException {
        end.setSoLinger(true, 0);
        end.close();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
