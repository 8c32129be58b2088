package io.pgspan.operators.kubedb;

import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.kubedb.ops.Tuning;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only KubeDB has. Immutable; made by {@link #builder()}, where each part that is not said has KubeDB's own default, which is then not
 * written either:
 *
 * <pre>{@code
 * KubeDbOptions options = KubeDbOptions.builder()
 *     .health(HealthChecker.ofDefaults().withoutWriteCheck())
 *     .pods(PodDetails.ofDefaults().withCoordinator(Resources.of("100m", "256Mi")))
 *     .build();
 * }</pre>
 *
 * @param policy what only KubeDB has of a placement policy: its generation, roles and failover of data centres, counts of pods per node
 *     domain; the model says the rest
 * @param catalogVersion the name of the {@code PostgresVersion} object when it is more than the server's version, for example
 *     {@code 16.13-bookworm}; null otherwise, and unused once the wish's version is another one
 * @param storageOmitted whether an ephemeral volume was given no size; the model then has its default size
 * @param userConf the text of {@code configuration.inline["user.conf"]} when it is more than the parameters it sets; null otherwise, and
 *     unused once the wish's parameters are others
 * @param gitOps whether it is the object of {@code gitops.kubedb.com/v1alpha1}, from which KubeDB's own controller derives operations,
 *     instead of {@code kubedb.com/v1}
 * @param configSecret the secret with configuration files, read before the wish's parameters, which win; or null
 * @param tuning settings that KubeDB computes, which everything said wins over; or null
 * @param authSecret what only KubeDB has of the superuser's secret
 * @param health how the database is judged to be healthy
 * @param pods what only KubeDB has of pods
 * @param restore what only KubeDB has of a restore
 * @param waitForInitialRestore whether nothing connects before a backup tool has restored the first data; default false
 * @param autoOpsDisabled whether KubeDB makes no recommendations; default false
 * @param allowedSchemas which objects may make databases and users here
 * @param mode the free text {@code mode}, which KubeDB's own documents use as {@code Standalone}, {@code Cluster} or
 *     {@code RemoteReplica}; or null
 */
public record KubeDbOptions(
        PolicyObject policy,
        @Nullable String catalogVersion,
        boolean storageOmitted,
        @Nullable String userConf,
        boolean gitOps,
        @Nullable String configSecret,
        @Nullable Tuning tuning,
        AuthSecret authSecret,
        HealthChecker health,
        PodDetails pods,
        RestoreDetails restore,
        boolean waitForInitialRestore,
        boolean autoOpsDisabled,
        AllowedSchemas allowedSchemas,
        @Nullable String mode)
        implements DialectOptions {
    private static final KubeDbOptions DEFAULTS = new KubeDbOptionsBuilder().build();

    /** The generation of the charts and nothing special. */
    public static KubeDbOptions ofDefaults() {
        return DEFAULTS;
    }

    /** Starts with nothing special. */
    public static KubeDbOptionsBuilder builder() {
        return new KubeDbOptionsBuilder();
    }

    /** A builder that starts with these. */
    public KubeDbOptionsBuilder toBuilder() {
        return new KubeDbOptionsBuilder().from(this);
    }

    /** The shape in which the placement policy is written. */
    public PolicyGeneration generation() {
        return policy.generation();
    }

    /** The same in another shape; what that shape has no field for is refused when it is written. */
    public KubeDbOptions withGeneration(PolicyGeneration generation) {
        return toBuilder().policy(policy.withGeneration(generation)).build();
    }

    /** The same as an object for KubeDB's GitOps controller, or not. */
    public KubeDbOptions withGitOps(boolean form) {
        return toBuilder().gitOps(form).build();
    }

    /** The catalog's name of the version, where it says more than the version. */
    public Optional<String> versionName() {
        return Optional.ofNullable(catalogVersion);
    }

    /** The configuration text, where it says more than the parameters. */
    public Optional<String> configuration() {
        return Optional.ofNullable(userConf);
    }
}
