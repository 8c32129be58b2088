package io.pgspan.testkit.base.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves an {@link ApiServerModel} over HTTP on loopback, so that real fabric8 clients work on it: reads, writes, patches,
 * server-side apply, watches and informers (WebSocket only). {@link #fault} puts trouble between client and server.
 *
 * <p>Its clients speak through the JDK's HTTP client. A client of your own over Vert.x, fabric8's default, loses the first event of
 * a watch now and then, here and on a real server: it starts to listen after the handshake, and an event may come with the answer.
 *
 * <p>The server's threads keep a JVM alive until {@link #close}; use it in a try-with-resources statement.
 *
 * <pre>{@code
 * try (ApiServerHttp hub = new ApiServerHttp(model)) {
 *     KubernetesClient client = hub.client();
 *     hub.fault(request -> request.isWrite() ? Optional.of(Fault.refusal(503)) : Optional.empty());
 * }
 * }</pre>
 */
public final class ApiServerHttp implements AutoCloseable {
    /** Held strongly: java.util.logging keeps loggers weakly and would forget the level. Two lines per request otherwise. */
    private static final Logger MOCK_LOG = Logger.getLogger("io.fabric8.mockwebserver");

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final int RETRIES_MAX = 2;
    private static final int RETRY_INTERVAL_MILLIS = 50;
    private static final int WATCH_RECONNECT_MILLIS = 100;

    private final KubernetesMockServer server;
    private final ModelDispatcher dispatcher;
    private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Serves {@code model} on a free port of 127.0.0.1. */
    public ApiServerHttp(ApiServerModel model) {
        this(model, 0);
    }

    /** Serves {@code model} on {@code port} of 127.0.0.1, for a server that comes back where it was; 0 takes a free port. */
    public ApiServerHttp(ApiServerModel model, int port) {
        MOCK_LOG.setLevel(Level.WARNING);
        MockWebServer web = new MockWebServer();
        dispatcher = new ModelDispatcher(model, web::reset);
        server = new KubernetesMockServer(new Context(), web, new HashMap<>(), dispatcher, false);
        server.init(InetAddress.getLoopbackAddress(), port);
    }

    /** Without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The port of 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** A client with requests of at most 3 s, closed with this server. */
    public KubernetesClient client() {
        return client(REQUEST_TIMEOUT);
    }

    /** A client that gives up a request after {@code requestTimeout} and retries it twice at most; closed with this server. */
    public KubernetesClient client(Duration requestTimeout) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withConfig(config(requestTimeout))
                .build();
        clients.add(client);
        return client;
    }

    /** What {@link #client(Duration)} is built with: nothing from the environment, bounded retries. */
    public Config config(Duration requestTimeout) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withNamespace("default")
                .withConnectionTimeout((int) requestTimeout.toMillis())
                .withRequestTimeout((int) requestTimeout.toMillis())
                .withRequestRetryBackoffLimit(RETRIES_MAX)
                .withRequestRetryBackoffInterval(RETRY_INTERVAL_MILLIS)
                .withWatchReconnectInterval(WATCH_RECONNECT_MILLIS)
                .withUserAgent("pgspan-testkit/1")
                .build();
    }

    /**
     * Sets what goes wrong, asked for each request and again before events go to an open watch. Replaces the fault before.
     * The function runs on server threads and must return quickly; what it throws becomes a 500.
     */
    public void fault(Function<ApiRequest, Optional<Fault>> hook) {
        dispatcher.fault(hook);
    }

    /** Nothing goes wrong any more; silenced watches catch up. */
    public void heal() {
        dispatcher.fault(request -> Optional.empty());
    }

    /** Closes every open watch; clients are free to come again. */
    public void dropWatches() {
        dispatcher.dropWatches();
    }

    /** Closes the clients and the server and ends all their threads; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            clients.forEach(KubernetesClient::close);
            dispatcher.close();
            server.destroy();
        }
    }
}
