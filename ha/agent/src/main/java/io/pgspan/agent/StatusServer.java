package io.pgspan.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pgspan.postgres.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The endpoints others ask: {@code /status} (what peers elect by), {@code /primary}, {@code /replica}, {@code /readiness},
 * {@code /liveness}. 200 for yes, 503 for no.
 */
final class StatusServer implements AutoCloseable {
    private static final int BACKLOG_MAX = 32;
    private static final int THREADS_MAX = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS_MAX, task -> {
        Thread thread = new Thread(task, "pgspan-endpoints");
        thread.setDaemon(true);
        return thread;
    });

    /** What the agent answers with. */
    record Answers(
            Supplier<ObjectNode> status,
            BooleanSupplier primary,
            BooleanSupplier replica,
            BooleanSupplier ready,
            BooleanSupplier alive) {}

    StatusServer(Endpoint listen, Answers answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(listen.host(), listen.port()), BACKLOG_MAX);
        } catch (IOException e) {
            throw new AgentException("agent: can't listen on " + listen.host() + ":" + listen.port(), e);
        }
        server.createContext(
                "/status", x -> reply(x, 200, answers.status().get().toString()));
        yesNo("/primary", answers.primary());
        yesNo("/replica", answers.replica());
        yesNo("/readiness", answers.ready());
        yesNo("/liveness", answers.alive());
        server.setExecutor(threads);
        server.start();
    }

    private void yesNo(String path, BooleanSupplier condition) {
        server.createContext(path, x -> {
            boolean yes = condition.getAsBoolean();
            reply(x, yes ? 200 : 503, yes ? "yes" : "no");
        });
    }

    private static void reply(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
