package io.pgspan.testkit.postgres;

import io.pgspan.model.ValueStyle;
import java.time.Duration;
import org.immutables.value.Value;

/** Settings of a {@link RowWriter}. Every one has a default. */
@ValueStyle
@Value.Immutable
public interface RowWriterOptions {
    /** All defaults. */
    static RowWriterOptions ofDefaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    static ImmutableRowWriterOptions.Builder builder() {
        return ImmutableRowWriterOptions.builder();
    }

    /** The pause after each acknowledged row; it bounds how finely an outage is measured. Default: 5 ms. */
    @Value.Default
    default Duration pauseBetweenRows() {
        return Duration.ofMillis(5);
    }

    /** The pause after a failure, before the next connection is tried. Default: 30 ms. */
    @Value.Default
    default Duration pauseAfterFailure() {
        return Duration.ofMillis(30);
    }

    /** How long one host may take to accept a connection; whole seconds. Default: 1 s. */
    @Value.Default
    default Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    /** How long an answer may take before the connection is given up; whole seconds. Default: 2 s. */
    @Value.Default
    default Duration socketTimeout() {
        return Duration.ofSeconds(2);
    }

    /** How long connecting to all hosts may take together; whole seconds. Default: 4 s. */
    @Value.Default
    default Duration loginTimeout() {
        return Duration.ofSeconds(4);
    }
}
