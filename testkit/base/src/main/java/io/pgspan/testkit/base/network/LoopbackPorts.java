package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on 127.0.0.1 for processes that want to be told their port. They come from 10000..31999, below the range from
 * which systems take the local ends of outgoing connections: a port from that range can be taken by any client between the
 * choice and the bind, also while a killed server is being restarted.
 *
 * <p>A port is never handed out twice in one JVM. Two JVMs may still choose the same one before either binds it; the random
 * choice makes that rare, so a caller retries once with another port on "could not bind".
 */
public final class LoopbackPorts {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 31_999;
    private static final int ATTEMPTS_MAX = 1_000;
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private LoopbackPorts() {}

    /** A port nobody listens on now. Throws {@link IllegalStateException} when 1,000 attempts found none. */
    public static int next() {
        synchronized (HANDED_OUT) {
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
                if (!HANDED_OUT.contains(port) && isFree(port)) {
                    HANDED_OUT.add(port);
                    return port;
                }
            }
        }
        throw new IllegalStateException("no free TCP port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST
                + " after " + ATTEMPTS_MAX + " attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
