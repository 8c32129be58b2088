package io.pgspan.operators.crunchy;

import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes {@link CrunchyOptions}; what each part means and its default are said there. A later call wins over an earlier one. */
public final class CrunchyOptionsBuilder {
    private PgoVersion operator = PgoVersion.NEWEST;
    private CrunchyApi api = CrunchyApi.V1BETA1;
    private @Nullable String instanceSet;
    private @Nullable String minAvailable;
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private Set<String> configParameters = Set.of();
    private int authenticationRules;
    private @Nullable Integer port;
    private boolean defaultScheduling = true;
    private @Nullable Boolean openShift;
    private @Nullable String postGis;
    private Sidecars sidecars = Sidecars.unsaid();
    private boolean quorumCommit;
    private Federation federation = Federation.byRepository();

    CrunchyOptionsBuilder() {}

    CrunchyOptionsBuilder from(CrunchyOptions options) {
        operator = options.operator();
        api = options.api();
        instanceSet = options.instanceSetName();
        minAvailable = options.minAvailableText();
        labels = options.labels();
        annotations = options.annotations();
        configParameters = options.configParameters();
        authenticationRules = options.authenticationRules();
        port = options.postgresPort();
        defaultScheduling = options.defaultScheduling();
        openShift = options.onOpenShift();
        postGis = options.postGis();
        sidecars = options.sidecars();
        quorumCommit = options.quorumCommit();
        federation = options.federation();
        return this;
    }

    /** The release that the objects are for. */
    public CrunchyOptionsBuilder operator(PgoVersion said) {
        operator = said;
        return this;
    }

    /** The version of the API. */
    public CrunchyOptionsBuilder api(CrunchyApi said) {
        api = said;
        return this;
    }

    /** The name of the set that holds the wish's own replicas. */
    public CrunchyOptionsBuilder instanceSet(@Nullable String said) {
        instanceSet = said;
        return this;
    }

    /** How many of the wish's own instances must stay: a number or a percentage. */
    public CrunchyOptionsBuilder minAvailable(@Nullable String said) {
        minAvailable = said;
        return this;
    }

    /** Labels of everything that PGO makes. */
    public CrunchyOptionsBuilder labels(Map<String, String> said) {
        labels = said;
        return this;
    }

    /** Annotations of everything that PGO makes. */
    public CrunchyOptionsBuilder annotations(Map<String, String> said) {
        annotations = said;
        return this;
    }

    /** Names of parameters that are written to {@code config.parameters}. */
    public CrunchyOptionsBuilder configParameters(Set<String> said) {
        configParameters = said;
        return this;
    }

    /** How many of the first rules are written to {@code authentication.rules}. */
    public CrunchyOptionsBuilder authenticationRules(int said) {
        authenticationRules = said;
        return this;
    }

    /** The port of PostgreSQL. */
    public CrunchyOptionsBuilder port(@Nullable Integer said) {
        port = said;
        return this;
    }

    /** Whether PGO adds constraints of its own. */
    public CrunchyOptionsBuilder defaultScheduling(boolean said) {
        defaultScheduling = said;
        return this;
    }

    /** Whether it is OpenShift. */
    public CrunchyOptionsBuilder openShift(@Nullable Boolean said) {
        openShift = said;
        return this;
    }

    /** The version of PostGIS. */
    public CrunchyOptionsBuilder postGis(@Nullable String said) {
        postGis = said;
        return this;
    }

    /** What PGO's own helpers ask for. */
    public CrunchyOptionsBuilder sidecars(Sidecars said) {
        sidecars = said;
        return this;
    }

    /** Whether the image has Patroni 4 or later. */
    public CrunchyOptionsBuilder quorumCommit(boolean said) {
        quorumCommit = said;
        return this;
    }

    /** How clusters in other Kubernetes clusters follow. */
    public CrunchyOptionsBuilder federation(Federation said) {
        federation = said;
        return this;
    }

    /** The options. */
    public CrunchyOptions build() {
        return new CrunchyOptions(
                operator,
                api,
                instanceSet,
                minAvailable,
                labels,
                annotations,
                configParameters,
                authenticationRules,
                port,
                defaultScheduling,
                openShift,
                postGis,
                sidecars,
                quorumCommit,
                federation);
    }
}
