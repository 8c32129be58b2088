package io.pgspan.testkit.base.apiserver;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Stands between the mock server's event loop and the model: faults on the way in, answers and watches on the way out. */
final class ModelDispatcher extends Dispatcher implements AutoCloseable {
    /** Longer than any client waits. */
    private static final Duration NO_ANSWER = Duration.ofMinutes(10);

    /** How soon a watch notices that a fault is over, and how often it may get a bookmark. */
    private static final Duration TICK = Duration.ofMillis(200);

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final ApiServerModel model;
    private final ApiRouter router;
    private final Runnable forgetRequests;
    private final Set<WatchSocket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // one per watch at most
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemon("api-server-watch"),
            new ThreadPoolExecutor.DiscardPolicy()); // a signal during close must not fail the write that caused it
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(daemon("api-server-tick"));
    private final Future<?> ticking;
    private final Runnable onChange = this::signal;
    private volatile Function<ApiRequest, Optional<Fault>> faults = request -> Optional.empty();

    /** {@code forgetRequests}: the mock keeps every request it ever saw, which a long run can't afford. */
    ModelDispatcher(ApiServerModel model, Runnable forgetRequests) {
        this.model = model;
        this.router = new ApiRouter(model);
        this.forgetRequests = forgetRequests;
        model.onChange(onChange);
        ticking = ticker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void fault(Function<ApiRequest, Optional<Fault>> hook) {
        faults = hook;
        signal();
    }

    void dropWatches() {
        sockets.forEach(WatchSocket::disconnect);
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) {
        forgetRequests.run();
        try {
            ApiRequest request = request(recorded);
            Optional<Fault> fault = faults.apply(request);
            return fault.map(f -> faulty(request, recorded, f)).orElseGet(() -> answer(request, recorded));
        } catch (RuntimeException | StackOverflowError e) { // on the event loop it would leave the client waiting
            return response(500, "the server failed: " + e);
        }
    }

    private MockResponse faulty(ApiRequest request, RecordedRequest recorded, Fault fault) {
        return fault.match(
                latency -> {
                    MockResponse answer = answer(request, recorded);
                    return request.isWatch() ? answer : answer.setBodyDelay(latency.delay());
                },
                refusal -> response(refusal.code(), "refused by an injected fault"),
                () -> {
                    MockResponse answer = answer(request, recorded);
                    return request.isWatch() ? answer : answer.setBodyDelay(NO_ANSWER);
                },
                () -> response(503, "partitioned").setBodyDelay(NO_ANSWER));
    }

    private MockResponse answer(ApiRequest request, RecordedRequest recorded) {
        if (request.isWatch()) {
            return watch(request, recorded);
        }
        ApiResponse answer = router.answer(request);
        return json(answer.code(), answer.body().toString());
    }

    private MockResponse watch(ApiRequest request, RecordedRequest recorded) {
        if (!"websocket".equalsIgnoreCase(recorded.getHeader("Upgrade"))) {
            return response(400, "this server serves watches over WebSocket only");
        }
        try {
            Watch watch = router.watch(request);
            WatchSocket socket = new WatchSocket(
                    watch, request.flag("allowWatchBookmarks"), () -> isSilenced(request), senders, sockets::remove);
            sockets.add(socket);
            return new MockResponse().withWebSocketUpgrade(socket);
        } catch (ApiServerException refusal) {
            return json(refusal.code(), refusal.status().toString());
        }
    }

    private boolean isSilenced(ApiRequest request) {
        return faults.apply(request)
                .map(f -> f.match(latency -> false, refusal -> false, () -> true, () -> true))
                .orElse(false);
    }

    private void signal() {
        sockets.forEach(WatchSocket::signal);
    }

    private void tick() {
        for (WatchSocket socket : sockets) {
            socket.signal();
            socket.bookmark();
        }
    }

    private static ApiRequest request(RecordedRequest recorded) {
        return ApiRequest.of(
                recorded.getMethod(),
                recorded.getPath(),
                header(recorded, "Content-Type"),
                header(recorded, "User-Agent"),
                recorded.getBody() == null ? "" : recorded.getUtf8Body());
    }

    private static String header(RecordedRequest recorded, String name) {
        String value = recorded.getHeader(name);
        return value == null ? "" : value;
    }

    private static MockResponse response(int code, String message) {
        return json(code, ApiServerException.of(code, message).status().toString());
    }

    private static MockResponse json(int code, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        model.forget(onChange);
        ticking.cancel(false);
        ticker.shutdownNow();
        dropWatches();
        senders.shutdownNow();
    }
}
