package io.pgspan.operators.crunchy;

import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only PGO has. Immutable; made by {@link #builder()}, where each part that is not said has PGO's own default, which is then not written
 * either:
 *
 * <pre>{@code
 * CrunchyOptions options = CrunchyOptions.builder()
 *     .operator(PgoVersion.of("5.8"))
 *     .instanceSet("instance1")
 *     .build();
 * }</pre>
 *
 * @param operator the release that the objects are for; default {@link PgoVersion#NEWEST}
 * @param api the version of the API; default {@link CrunchyApi#V1BETA1}, which every release serves
 * @param instanceSetName the name of the set that holds the wish's own replicas, which is the first one; null: PGO calls it {@code 00}. It is
 *     part of the names of pods and volumes: another one means other volumes
 * @param minAvailableText how many of the wish's own instances must stay while nodes are drained: a number or a percentage; null: PGO's default, 1 if there are
 *     several
 * @param labels labels of everything that PGO makes
 * @param annotations annotations of everything that PGO makes, service accounts included, which is how a cloud's identity is given to them
 * @param configParameters names of parameters that are written to {@code config.parameters} (since 5.8), where PGO checks them; the others are written to
 *     {@code patroni.dynamicConfiguration}, as all are by default
 * @param authenticationRules how many of the wish's first rules of {@code pg_hba.conf} are written to {@code authentication.rules} (since 5.8); default 0
 * @param postgresPort the port of PostgreSQL and its services; null: 5432
 * @param defaultScheduling whether PGO prefers, by constraints of its own, to spread pods over nodes and zones; default true
 * @param onOpenShift whether it is OpenShift; null: PGO finds out
 * @param postGis the version of PostGIS that the image has, for which PGO makes extensions; null: none
 * @param sidecars what PGO's own helpers ask for
 * @param quorumCommit whether the image has Patroni 4 or later, so that any synchronous standbys may confirm; default false
 * @param federation how clusters in other Kubernetes clusters follow
 */
public record CrunchyOptions(
        PgoVersion operator,
        CrunchyApi api,
        @Nullable String instanceSetName,
        @Nullable String minAvailableText,
        Map<String, String> labels,
        Map<String, String> annotations,
        Set<String> configParameters,
        int authenticationRules,
        @Nullable Integer postgresPort,
        boolean defaultScheduling,
        @Nullable Boolean onOpenShift,
        @Nullable String postGis,
        Sidecars sidecars,
        boolean quorumCommit,
        Federation federation)
        implements DialectOptions {
    static final String FIRST_SET = "00";
    static final int PORT = 5432;
    private static final CrunchyOptions DEFAULTS = new CrunchyOptionsBuilder().build();

    /** Copies the collections. */
    public CrunchyOptions {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        configParameters = Set.copyOf(configParameters);
    }

    /** The newest release and nothing special. */
    public static CrunchyOptions ofDefaults() {
        return DEFAULTS;
    }

    /** Starts with the newest release and nothing special. */
    public static CrunchyOptionsBuilder builder() {
        return new CrunchyOptionsBuilder();
    }

    /** A builder that starts with these. */
    public CrunchyOptionsBuilder toBuilder() {
        return new CrunchyOptionsBuilder().from(this);
    }

    /** The name that PGO uses for the wish's own set. */
    public String instanceSet() {
        return Optional.ofNullable(instanceSetName).orElse(FIRST_SET);
    }

    /** How many of the wish's own instances must stay while nodes are drained. */
    public Optional<String> minAvailable() {
        return Optional.ofNullable(minAvailableText);
    }

    /** The port of PostgreSQL. */
    public int port() {
        return postgresPort == null ? PORT : postgresPort;
    }
}
