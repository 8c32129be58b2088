package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container asks for and may use.
 *
 * @param requests amounts by resource, for example {@code cpu} and {@code memory}
 * @param limits amounts by resource
 * @param claims devices it uses
 */
public record ContainerResources(Map<String, Quantity> requests, Map<String, Quantity> limits, List<Claim> claims) {
    /** The resource that belongs to volumes and not to containers. */
    static final String STORAGE = "storage";

    /**
     * A device that the pod claims.
     *
     * @param name the claim's name in the pod
     * @param request which part of the claim, or null for all
     */
    public record Claim(String name, @Nullable String request) {}

    /** Copies the collections. */
    public ContainerResources {
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
        claims = List.copyOf(claims);
    }

    /** Requests and limits without devices. */
    public static ContainerResources of(Map<String, Quantity> requests, Map<String, Quantity> limits) {
        return new ContainerResources(requests, limits, List.of());
    }

    /** Nothing said. */
    public static ContainerResources unsaid() {
        return of(Map.of(), Map.of());
    }

    boolean isUnsaid() {
        return requests.isEmpty() && limits.isEmpty() && claims.isEmpty();
    }
}
