package io.pgspan.model.monitoring;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.access.ConfigRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Metrics and alerts. */
@Value.Immutable
@ValueStyle
public interface Monitoring {

    /** How Prometheus finds the exporter. */
    enum Scrape {
        /** By an object of the Prometheus operator. */
        OPERATOR,
        /** By annotations of its service. */
        ANNOTATIONS,
        /** Not at all: the exporter runs, somebody else asks it. */
        NONE
    }

    /** How Prometheus finds the exporter. Default {@link Scrape#OPERATOR}. */
    @Value.Default
    default Scrape scrape() {
        return Scrape.OPERATOR;
    }

    /** The exporter, when it is not as the operator would make it. */
    Optional<Exporter> exporter();

    /** Labels of the object by which Prometheus finds it. */
    Map<String, String> labels();

    /** How often it is asked; absent: Prometheus' default. */
    Optional<Duration> interval();

    /** Whether the operator's own queries are run. Default true. */
    @Value.Default
    default boolean isDefaultQueries() {
        return true;
    }

    /** Further queries; none by default. */
    List<ConfigRef> queries();

    /** Alerts; none by default. Names are unique (checked by validation). */
    List<AlertRule> alerts();

    /** Starts one; what has no default must be said. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder; each default is named at the getter of the same name. */
    final class Builder extends ImmutableMonitoring.Builder {
        Builder() {}
    }
}
