package io.pgspan.multicluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.pgspan.multicluster.internal.SingleAttempt;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Requests to the hub's API server, repeated as {@link DeliveryRetry} says, failures told in sentences. */
final class Hub {
    private static final Set<Integer> PASSING = Set.of(
            HttpURLConnection.HTTP_CLIENT_TIMEOUT,
            429,
            HttpURLConnection.HTTP_INTERNAL_ERROR,
            HttpURLConnection.HTTP_BAD_GATEWAY,
            HttpURLConnection.HTTP_UNAVAILABLE,
            HttpURLConnection.HTTP_GATEWAY_TIMEOUT);

    private final String name;
    private final KubernetesClient client;
    private final DeliveryRetry policy;

    Hub(String name, KubernetesClient client, DeliveryRetry policy) {
        this.name = name;
        this.client = client;
        this.policy = policy;
    }

    String name() {
        return name;
    }

    KubernetesClient client() {
        return client;
    }

    Duration requestLimit() {
        return policy.requestLimit();
    }

    Hub retrying(DeliveryRetry other) {
        return new Hub(name, client, other);
    }

    /**
     * Sends until it is answered.
     *
     * @throws DeliveryException when it is refused for good, or attempts run out
     */
    <T> T ask(String what, DeliveryListener listener, Function<KubernetesClient, T> request) {
        try {
            return repeat(
                    what, listener, Hub::passes, () -> SingleAttempt.call(client, policy.requestLimit(), request));
        } catch (KubernetesClientException e) {
            throw new DeliveryException(what + " on hub " + name + ": " + said(e) + "; " + remedy(e), e);
        }
    }

    /** Attempts until one succeeds or fails for good, or attempts run out; the last failure is thrown as it is. */
    <T> T repeat(String what, DeliveryListener listener, Predicate<Throwable> passing, Supplier<T> attempt) {
        Retry retry = Retry.of(
                "hub",
                RetryConfig.custom()
                        .maxAttempts(policy.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(
                                policy.firstWait(), policy.factor(), policy.longestWait()))
                        .retryOnException(passing)
                        .build());
        retry.getEventPublisher()
                .onRetry(event ->
                        listener.retrying(what, event.getNumberOfRetryAttempts(), said(event.getLastThrowable())));
        return retry.executeSupplier(attempt);
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof KubernetesClientException e
                && (PASSING.contains(e.getCode()) || (e.getCode() == 0 && isUnanswered(e)));
    }

    /** Without a code the client gave up by itself: for want of an answer, or of a kind the server doesn't know. */
    private static boolean isUnanswered(KubernetesClientException failure) {
        return failure.getCause() instanceof IOException;
    }

    private static String said(Throwable failure) {
        String message =
                Objects.toString(failure.getMessage(), failure.getClass().getSimpleName());
        if (failure instanceof KubernetesClientException e && e.getCode() != 0) {
            return "refused with " + e.getCode() + ": " + message;
        }
        return failure instanceof KubernetesClientException e && isUnanswered(e) ? "no answer: " + message : message;
    }

    private String remedy(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED -> "renew the client's credentials";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "grant the client's user get, list, create, patch and delete on manifestworks in that namespace, and on"
                        + " leases and namespaces";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "is the cluster accepted by the hub (its namespace exists then), and Open Cluster Management installed?";
            case HttpURLConnection.HTTP_CONFLICT ->
                "another manager owns these fields; agree with it on who writes them";
            case HttpURLConnection.HTTP_BAD_REQUEST, 422 -> "correct the object";
            default ->
                passes(failure)
                        ? "given up after " + policy.attempts() + " attempts; try again when the hub answers"
                        : "is the kind known to the hub?";
        };
    }
}
