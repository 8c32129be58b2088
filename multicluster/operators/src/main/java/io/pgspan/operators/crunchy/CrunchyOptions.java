package io.pgspan.operators.crunchy;

import io.pgspan.model.ValueStyle;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What only PGO has. Immutable; each part that is not said has PGO's own default, which is then not written either:
 *
 * <pre>{@code
 * CrunchyOptions options = CrunchyOptions.builder()
 *     .operator(PgoVersion.of("5.8"))
 *     .instanceSetName("instance1")
 *     .build();
 * }</pre>
 */
@Value.Immutable
@ValueStyle
public interface CrunchyOptions extends DialectOptions {

    /** The release that the objects are for. Default {@link PgoVersion#NEWEST}. */
    @Value.Default
    default PgoVersion operator() {
        return PgoVersion.NEWEST;
    }

    /** The version of the API. Default {@link CrunchyApi#V1BETA1}, which every release serves. */
    @Value.Default
    default CrunchyApi api() {
        return CrunchyApi.V1BETA1;
    }

    /**
     * The name of the set that holds the wish's own replicas, which is the first one; absent: PGO calls it {@code 00}. It is part of the names of
     * pods and volumes: another one means other volumes.
     */
    Optional<String> instanceSetName();

    /** How many of the wish's own instances must stay while nodes are drained: a number or a percentage; absent: 1 if there are several. */
    Optional<String> minAvailable();

    /** Labels of everything that PGO makes. Default none. */
    Map<String, String> labels();

    /** Annotations of everything that PGO makes, service accounts included, which is how a cloud's identity is given to them. Default none. */
    Map<String, String> annotations();

    /**
     * Names of parameters that are written to {@code config.parameters} (since 5.8), where PGO checks them; the others are written to
     * {@code patroni.dynamicConfiguration}, as all are by default.
     */
    Set<String> configParameters();

    /** How many of the wish's first rules of {@code pg_hba.conf} are written to {@code authentication.rules} (since 5.8). Default 0. */
    @Value.Default
    default int authenticationRules() {
        return 0;
    }

    /** The port of PostgreSQL and its services; absent: 5432. */
    OptionalInt postgresPort();

    /** Whether PGO prefers, by constraints of its own, to spread pods over nodes and zones. Default true. */
    @Value.Default
    default boolean defaultScheduling() {
        return true;
    }

    /** Whether it is OpenShift; absent: PGO finds out. */
    Optional<Boolean> openShift();

    /** The version of PostGIS that the image has, for which PGO makes extensions; absent: none. */
    Optional<String> postGis();

    /** What PGO's own helpers ask for. Default nothing. */
    @Value.Default
    default Sidecars sidecars() {
        return Sidecars.unsaid();
    }

    /** Whether the image has Patroni 4 or later, so that any synchronous standbys may confirm. Default false. */
    @Value.Default
    default boolean quorumCommit() {
        return false;
    }

    /** How clusters in other Kubernetes clusters follow. Default by a repository. */
    @Value.Default
    default Federation federation() {
        return Federation.byRepository();
    }

    /** The newest release and nothing special. */
    static CrunchyOptions ofDefaults() {
        return builder().build();
    }

    /** Starts with the newest release and nothing special. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The name that PGO uses for the wish's own set. */
    default String instanceSet() {
        return instanceSetName().orElse(CrunchyWords.FIRST_SET);
    }

    /** The port of PostgreSQL. */
    default int port() {
        return postgresPort().orElse(CrunchyWords.PORT);
    }

    /** The fluent builder. */
    final class Builder extends ImmutableCrunchyOptions.Builder {
        Builder() {}
    }
}
