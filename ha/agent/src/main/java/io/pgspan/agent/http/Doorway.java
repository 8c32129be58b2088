package io.pgspan.agent.http;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** What a connection becomes before anything is read from it. */
interface Doorway {
    /** The name of a caller who could not be asked for a certificate. */
    String ANONYMOUS = "plaintext";

    /**
     * A connection through which requests come.
     *
     * @param callers the names the caller's certificate is for; throws {@link io.pgspan.agent.AgentException} once it has expired
     * @param outdated whether the certificates under which it was made are no longer in force
     */
    record Passage(
            Socket socket, InputStream in, OutputStream out, Supplier<Set<String>> callers, BooleanSupplier outdated) {}

    /** May take as long as the caller likes; whoever calls it closes the socket when that is too long. */
    Passage admit(Socket socket) throws IOException;

    /** The doorway of a transport. */
    static Doorway of(AgentTransport transport) {
        return transport.match(Doorway::guarded, () -> Doorway::open);
    }

    private static Doorway guarded(TlsIdentity identity) {
        return socket -> {
            long generation = identity.generation();
            SSLSocket tls =
                    (SSLSocket) identity.serverContext().getSocketFactory().createSocket(socket, null, true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(TlsIdentity.protocols());
            parameters.setNeedClientAuth(true);
            tls.setSSLParameters(parameters);
            tls.setUseClientMode(false);
            tls.startHandshake();
            SSLSession session = tls.getSession();
            return new Passage(
                    tls,
                    tls.getInputStream(),
                    tls.getOutputStream(),
                    () -> TlsIdentity.peerNames(session),
                    () -> identity.generation() != generation);
        };
    }

    /** For probes, and for tests. */
    static Passage open(Socket socket) throws IOException {
        return new Passage(
                socket, socket.getInputStream(), socket.getOutputStream(), () -> Set.of(ANONYMOUS), () -> false);
    }
}
