package io.pgspan.agent.http;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.postgres.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks agents over HTTPS. Who answers must show a certificate for the member that was asked, at the handshake and, since a connection
 * outlives it and an address may pass to another pod, again with each answer. Certificates that changed on this side come into force with the
 * next question. Thread-safe; a connection of each agent is kept for the next question.
 */
public final class AgentDialler {
    /**
     * How long a question goes on after whoever asked has given up: on a busy machine a handshake may take longer than a peer is waited for,
     * and if each question began one anew, none would ever be answered. What was connected so serves the next question. Commands end with
     * their limit: one that arrives late is not what was meant.
     */
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

    /** For sixteen silent members: each keeps four questions waiting, one in less than a second for three seconds. */
    private static final int THREADS_MAX = 64;

    private static final Duration THREAD_KEEP = Duration.ofSeconds(30);

    private final AgentTransport transport;
    private final Duration connectPatience;
    /** By member. */
    private final Map<String, AgentConnection> idle = new ConcurrentHashMap<>();

    private final ExecutorService threads = new ThreadPoolExecutor(
            0, THREADS_MAX, THREAD_KEEP.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "pgspan-asks");
                thread.setDaemon(true);
                return thread;
            });

    /** An agent's answer, certainly the one that was asked. */
    public record Answer(int status, String body) {}

    /** @param transport how both sides prove who they are */
    public AgentDialler(AgentTransport transport) {
        this(transport, CONNECT_PATIENCE);
    }

    /** For tests, with another patience than {@link #CONNECT_PATIENCE}. */
    AgentDialler(AgentTransport transport, Duration connectPatience) {
        this.transport = transport;
        this.connectPatience = connectPatience;
    }

    /** {@code GET path} of a member; completes exceptionally without an answer within the limit. */
    public CompletableFuture<Answer> get(String member, Endpoint agent, String path, Duration limit) {
        return send(member, agent, "GET", path, "", limit);
    }

    /**
     * A request to a member.
     *
     * @param member who is asked
     * @param agent where its agent listens
     * @param method for example {@code POST}; anything but {@code GET} is sent once, on a connection of its own
     * @param path with the query
     * @param body empty for none
     * @return completes exceptionally when the member does not answer within the limit, or somebody else does
     */
    public CompletableFuture<Answer> send(
            String member, Endpoint agent, String method, String path, String body, Duration limit) {
        Duration patience = method.equals("GET") && limit.compareTo(connectPatience) < 0 ? connectPatience : limit;
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        Call call = new Call(member, agent, method, path, body, patience);
        try {
            threads.execute(() -> run(call, answered));
        } catch (RejectedExecutionException e) {
            answered.completeExceptionally(e);
        }
        var unused = answered.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure instanceof TimeoutException) {
                        call.giveUp();
                    }
                });
        return answered.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void run(Call call, CompletableFuture<Answer> answered) {
        try {
            answered.complete(call.answer());
        } catch (IOException | RuntimeException e) {
            answered.completeExceptionally(e);
        }
    }

    private long generation() {
        return transport.match(TlsIdentity::generation, () -> 1L);
    }

    private @Nullable TlsIdentity identity() {
        return transport instanceof AgentTransport.MutualTls tls ? tls.identity() : null;
    }

    /** Whether a connection to a member waits for the next question. */
    boolean keeps(String member) {
        return idle.containsKey(member);
    }

    /** One question, on the connection that is idle or on a new one. */
    private final class Call {
        private final String member;
        private final Endpoint agent;
        private final String method;
        private final String path;
        private final String body;
        private final Duration patience;
        private final AtomicReference<@Nullable AgentConnection> current = new AtomicReference<>();
        private volatile boolean givenUp;

        Call(String member, Endpoint agent, String method, String path, String body, Duration patience) {
            this.member = member;
            this.agent = agent;
            this.method = method;
            this.path = path;
            this.body = body;
            this.patience = patience;
        }

        Answer answer() throws IOException {
            AgentConnection kept = method.equals("GET") ? idle.remove(member) : null;
            if (kept != null && kept.isFor(agent, generation())) {
                try {
                    return ask(kept);
                } catch (IOException stale) {
                    // its other end may have gone since; only a new one tells
                }
            } else if (kept != null) {
                kept.cut();
            }
            return ask(new AgentConnection(member, agent, generation()));
        }

        private Answer ask(AgentConnection connection) throws IOException {
            boolean keep = false;
            try {
                current.set(connection);
                if (givenUp) {
                    throw new IOException("given up");
                }
                if (!connection.isOpen()) {
                    connection.connect(identity(), patience);
                }
                Answer answer = connection.ask(method, path, body);
                keep = connection.isOpen() && idle.putIfAbsent(member, connection) == null;
                return answer;
            } finally {
                if (!keep) {
                    connection.cut();
                }
            }
        }

        /** By any thread. */
        void giveUp() {
            givenUp = true;
            AgentConnection asked = current.get();
            if (asked != null) {
                asked.cut();
            }
        }
    }
}
