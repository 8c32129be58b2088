package io.pgspan.multicluster.internal;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.function.Function;

/**
 * Sends a request once. The client's own repetition is switched off, because it hides what a caller must know: a write repeated
 * after a lost answer comes back as a conflict although it was the first attempt that wrote.
 */
public final class SingleAttempt {
    private SingleAttempt() {}

    /**
     * Calls with a view of the client that repeats nothing and asks the transport to give up after {@code limit}. The limit is the
     * transport's: a caller that must not wait longer bounds the call itself.
     */
    public static <T> T call(KubernetesClient client, Duration limit, Function<KubernetesClient, T> request) {
        RequestConfig own = client.getConfiguration().getRequestConfig();
        RequestConfig once = new RequestConfigBuilder(own)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis())))
                .withWatchReconnectLimit(0)
                .build();
        once.setImpersonateUsername(own.getImpersonateUsername());
        once.setImpersonateGroups(own.getImpersonateGroups());
        once.setImpersonateExtras(own.getImpersonateExtras());
        return client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(once)
                .call(request::apply);
    }
}
