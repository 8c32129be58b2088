package io.pgspan.model.placement;

import io.pgspan.model.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** Where the metrics of one Kubernetes cluster are read: a Prometheus server, so that volumes can be grown before they are full. */
@Value.Immutable
@ValueStyle
public interface MetricsSource {

    /**
     * An object by its name and namespace.
     *
     * @param namespace its namespace
     * @param name its name
     */
    record Reference(String namespace, String name) {}

    /** The server's URL. */
    Optional<String> url();

    /** Certificates it is trusted by, in PEM, Base64-encoded. */
    Optional<String> caBundle();

    /** The name its certificate must have. */
    Optional<String> serverName();

    /** Whether its certificate is not checked at all. Default false. */
    @Value.Default
    default boolean isInsecure() {
        return false;
    }

    /** The secret with user and password or token. */
    Optional<Reference> authSecret();

    /** The secret with the client certificate. */
    Optional<Reference> tlsSecret();

    /** The object that describes the server, instead of its URL. */
    Optional<Reference> binding();

    /** Starts a source. */
    static Builder builder() {
        return new Builder();
    }

    /** The fluent builder. */
    final class Builder extends ImmutableMetricsSource.Builder {
        Builder() {}
    }
}
