package io.pgspan.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes one connection on to a server and cuts it after so many bytes of the answer. */
final class CuttingRelay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Endpoint server;
    private final long answerBytesMax;
    private final Thread thread = new Thread(this::relay, "cutting-relay");
    private volatile boolean cut;

    CuttingRelay(Endpoint server, long answerBytesMax) throws IOException {
        this.server = server;
        this.answerBytesMax = answerBytesMax;
        thread.setDaemon(true);
        thread.start();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    boolean cut() {
        return cut;
    }

    private void relay() {
        try (Socket client = listener.accept();
                Socket upstream = new Socket(server.host(), server.port())) {
            Thread asking = new Thread(() -> pass(client, upstream, Long.MAX_VALUE), "cutting-relay-questions");
            asking.setDaemon(true);
            asking.start();
            cut = pass(upstream, client, answerBytesMax);
        } catch (IOException e) {
            // closed under us: the test is over
        }
    }

    private static boolean pass(Socket from, Socket to, long most) {
        byte[] buffer = new byte[16 * 1024];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                passed += n;
                if (passed >= most) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
