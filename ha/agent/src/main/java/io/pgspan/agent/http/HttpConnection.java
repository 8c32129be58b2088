package io.pgspan.agent.http;

import io.pgspan.agent.AgentException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's connection: proves who it is, then asks and is answered until it goes. Each phase has a deadline; past it the listener
 * closes the socket beneath, which ends whatever read or write hangs.
 */
final class HttpConnection implements Runnable {
    static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(2);
    static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    static final Duration IDLE_LIMIT = Duration.ofSeconds(60);
    static final Duration AGE_LIMIT = Duration.ofMinutes(10);
    private static final int DRAIN_BYTES_MAX = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final Socket socket;
    private final Doorway doorway;
    private final Function<HttpAsk, HttpReply> answers;
    private final long begun = System.nanoTime();
    private volatile long deadline;
    private volatile long idleSince = begun;
    private volatile boolean admitted;
    private volatile boolean busy = true;

    HttpConnection(Socket socket, Doorway doorway, Function<HttpAsk, HttpReply> answers) {
        this.socket = socket;
        this.doorway = doorway;
        this.answers = answers;
        until(HANDSHAKE_LIMIT);
    }

    private void until(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    boolean overdue(long now) {
        return now - deadline > 0;
    }

    /**
     * How soon it is given up for another, lowest first: callers that have not said who they are, then the ones that ask nothing, then
     * the rest; the oldest first among equals.
     */
    long[] worth() {
        return new long[] {admitted ? busy ? 2 : 1 : 0, admitted ? idleSince : begun};
    }

    /** From any thread; what hangs in it ends. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.toString());
        }
    }

    @Override
    public void run() {
        try {
            socket.setTcpNoDelay(true);
            Doorway.Passage passage = doorway.admit(socket);
            admitted = true;
            converse(passage);
            passage.socket().close();
        } catch (IOException | AgentException e) {
            // strangers and hang-ups are everyday: who is refused can see why at its own end
            LOG.debug("connection of {}: {}", socket.getRemoteSocketAddress(), e.toString());
        } finally {
            cut();
        }
    }

    private void converse(Doorway.Passage passage) throws IOException {
        InputStream in = new BufferedInputStream(passage.in());
        HttpReader reader = new HttpReader(in);
        boolean more = true;
        while (more) {
            until(IDLE_LIMIT);
            idleSince = System.nanoTime();
            busy = false;
            int first = in.read();
            busy = true;
            until(REQUEST_LIMIT);
            more = first >= 0 && exchange(passage, reader, first);
        }
        until(REQUEST_LIMIT);
    }

    /** Whether the caller may ask again. */
    private boolean exchange(Doorway.Passage passage, HttpReader reader, int first) throws IOException {
        HttpReply reply;
        boolean head = false;
        try {
            Set<String> callers = passage.callers().get();
            HttpAsk ask = reader.read(first, callers);
            head = ask.method().equals("HEAD");
            until(ANSWER_LIMIT);
            HttpReply answer = answer(ask);
            boolean stays = ask.keepAlive() && !passage.outdated().getAsBoolean() && !old();
            reply = stays ? answer : answer.last();
        } catch (HttpRefusal e) {
            reply = HttpReply.text(e.status(), String.valueOf(e.getMessage())).last();
        }
        until(REQUEST_LIMIT);
        passage.out().write(reply.bytes(!head));
        passage.out().flush();
        if (!reply.keepAlive()) {
            bow(passage);
        }
        return reply.keepAlive();
    }

    private HttpReply answer(HttpAsk ask) {
        try {
            return answers.apply(ask);
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be answered", ask.method(), ask.path(), e);
            return HttpReply.text(500, "the agent failed to answer; its log says why")
                    .last();
        }
    }

    /** Unread bytes would turn the end of the connection into a reset, which may overtake the answer. */
    private static void bow(Doorway.Passage passage) throws IOException {
        passage.socket().shutdownOutput();
        passage.in().skip(DRAIN_BYTES_MAX);
    }

    private boolean old() {
        return System.nanoTime() - begun > AGE_LIMIT.toNanos();
    }
}
