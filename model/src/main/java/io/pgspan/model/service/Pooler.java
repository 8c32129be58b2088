package io.pgspan.model.service;

import io.pgspan.model.Resources;
import io.pgspan.model.ValueStyle;
import io.pgspan.model.access.SecretRef;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A connection pooler (PgBouncer) in front of the cluster. */
@Value.Immutable
@ValueStyle
public interface Pooler {

    /** Whom a pooler leads to. */
    enum Target {
        /** The instance that accepts writes. */
        PRIMARY,
        /** Instances that follow. */
        STANDBY,
        /** Any instance. */
        ANY
    }

    /** When a server connection is given back. */
    enum Mode {
        /** When the client disconnects. */
        SESSION,
        /** At the end of each transaction: session state is lost. */
        TRANSACTION,
        /** At the end of each statement: transactions of more than one are refused. */
        STATEMENT
    }

    /** Its name, unique within the wish (checked by validation). */
    String name();

    /** How many instances. Default 1. */
    @Value.Default
    default int instances() {
        return 1;
    }

    /** Whom it leads to. Default {@link Target#PRIMARY}. */
    @Value.Default
    default Target target() {
        return Target.PRIMARY;
    }

    /** When a server connection is given back. Default {@link Mode#SESSION}, PgBouncer's own. */
    @Value.Default
    default Mode mode() {
        return Mode.SESSION;
    }

    /** PgBouncer's settings; none by default. */
    Map<String, String> parameters();

    /** The port it listens on; absent: the operator's default. */
    OptionalInt port();

    /** Its image; absent: the operator's. */
    Optional<String> image();

    /** What each instance asks for. Default: nothing said. */
    @Value.Default
    default Resources resources() {
        return Resources.unsaid();
    }

    /** The secret with which it looks users up; absent: the operator makes one. */
    Optional<SecretRef> authSecret();

    /** The secret with the certificate and key it shows to clients. */
    Optional<SecretRef> certificate();

    /** Its service, when it is not as the operator would make it. */
    Optional<ServiceSettings> service();

    /** Whether clients are held back. Default false. */
    @Value.Default
    default boolean isPaused() {
        return false;
    }

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
    final class Builder extends ImmutablePooler.Builder {
        Builder() {}
    }
}
