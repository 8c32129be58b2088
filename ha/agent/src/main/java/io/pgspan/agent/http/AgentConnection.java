package io.pgspan.agent.http;

import io.pgspan.agent.AgentException;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.postgres.Endpoint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one member's agent, by which one question after the other is asked on the thread of whoever asks: as much of HTTP/1.1 as agents
 * answer with. Who answers is proven by its certificate with each answer, since the connection outlives the handshake.
 *
 * <p>A client for all purposes takes several threads and 6 to 8 ms of processor time for a question while its program is young, and agents
 * ask each other most when clients wait; this takes one thread and a quarter of it.
 */
final class AgentConnection {
    private static final int HEAD_BYTES_MAX = 8 * 1024;
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final String member;
    private final Endpoint agent;
    private final long generation;
    private final Socket wire = new Socket();
    private Socket socket = wire;
    private @Nullable SSLSession session;
    private @Nullable InputStream in;
    private int headLeft;
    private boolean open;

    /**
     * One that is not connected yet.
     *
     * @param generation which of the certificates, which change, it will show
     */
    AgentConnection(String member, Endpoint agent, long generation) {
        this.member = member;
        this.agent = agent;
        this.generation = generation;
    }

    /** Whether it leads there, with those certificates. */
    boolean isFor(Endpoint address, long certificates) {
        return agent.equals(address) && generation == certificates;
    }

    /** @param identity null where agents talk plaintext */
    void connect(@Nullable TlsIdentity identity, Duration patience) throws IOException {
        int millis = (int) Math.max(1, Math.min(patience.toMillis(), Integer.MAX_VALUE));
        wire.setTcpNoDelay(true);
        wire.connect(new InetSocketAddress(host(), agent.port()), millis);
        wire.setSoTimeout(millis);
        if (identity != null) {
            SSLSocket secured = identity.secure(wire, member, host(), agent.port());
            secured.startHandshake();
            session = secured.getSession();
            socket = secured;
        }
        in = new BufferedInputStream(socket.getInputStream());
        open = true;
    }

    private String host() {
        String host = agent.host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether it may serve another question. */
    boolean isOpen() {
        return open;
    }

    /** Asks, and waits for the answer. */
    AgentDialler.Answer ask(String method, String path, String body) throws IOException {
        open = false;
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: " + agent
                        + (method.equals("GET") ? "" : "\r\nContent-Length: " + text.length) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] question = new byte[head.length + text.length];
        System.arraycopy(head, 0, question, 0, head.length);
        System.arraycopy(text, 0, question, head.length, text.length);
        socket.getOutputStream().write(question);
        socket.getOutputStream().flush();
        AgentDialler.Answer answer = answer();
        requireMember();
        return answer;
    }

    private AgentDialler.Answer answer() throws IOException {
        headLeft = HEAD_BYTES_MAX;
        String[] start = line().split(" ", 3);
        if (start.length < 2 || !start[0].startsWith("HTTP/1.")) {
            throw new IOException("what answers is no agent");
        }
        int length = -1;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals("content-length")) {
                length = number(value);
            } else if (name.equals("connection")) {
                last = value.equalsIgnoreCase("close");
            }
        }
        if (length < 0) {
            throw new IOException("the answer has no length");
        }
        if (length > ANSWER_BYTES_MAX) {
            throw new IOException("the answer is longer than " + ANSWER_BYTES_MAX + " bytes");
        }
        byte[] body = input().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer ended early");
        }
        open = !last;
        return new AgentDialler.Answer(number(start[1]), new String(body, StandardCharsets.UTF_8));
    }

    private void requireMember() {
        SSLSession proof = session;
        if (proof != null && !TlsIdentity.peerNames(proof).contains(member.toLowerCase(Locale.ROOT))) {
            open = false;
            throw new AgentException("agent " + member + " is answered for by another certificate");
        }
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("the answer has '" + text + "' where a number belongs", e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input().read(); c != '\n'; c = input().read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (--headLeft < 0) {
                throw new IOException("the answer's head is longer than " + HEAD_BYTES_MAX + " bytes");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private InputStream input() throws IOException {
        InputStream from = in;
        if (from == null) {
            throw new IOException("not connected");
        }
        return from;
    }

    /** By any thread; what hangs in it ends. */
    void cut() {
        try {
            wire.close();
        } catch (IOException e) {
            // there is nothing left to do about it
            open = false;
        }
    }
}
