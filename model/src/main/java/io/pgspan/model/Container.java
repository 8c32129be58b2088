package io.pgspan.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A container beside PostgreSQL in each pod of an instance set: a sidecar, or one that runs before it. */
@Value.Immutable
@ValueStyle
public interface Container {

    /** Its name, unique within the pod. */
    String name();

    /** Its image; absent only where the operator supplies the container and the wish changes it. */
    Optional<String> image();

    /** The command, instead of the image's; empty: the image's. */
    List<String> command();

    /** The arguments, instead of the image's; empty: the image's. */
    List<String> args();

    /** Environment variables with plain values; none by default. Secrets don't belong here. */
    Map<String, String> environment();

    /** What it asks for. Default: nothing said. */
    @Value.Default
    default Resources resources() {
        return Resources.unsaid();
    }

    /** Whether it runs to its end before PostgreSQL starts. Default false: it runs beside. */
    @Value.Default
    default boolean isInit() {
        return false;
    }

    /** Starts a container; only the name has no default. */
    static Builder builder() {
        return new Builder();
    }

    /** The fluent builder. */
    final class Builder extends ImmutableContainer.Builder {
        Builder() {}
    }
}
