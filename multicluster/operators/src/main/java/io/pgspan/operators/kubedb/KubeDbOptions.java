package io.pgspan.operators.kubedb;

import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only KubeDB has.
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
 */
public record KubeDbOptions(
        PolicyObject policy,
        @Nullable String catalogVersion,
        boolean storageOmitted,
        @Nullable String userConf,
        boolean gitOps)
        implements DialectOptions {
    private static final KubeDbOptions DEFAULTS =
            new KubeDbOptions(PolicyObject.of("", PolicyGeneration.G2), null, false, null, false);

    /** The generation of the charts and nothing special. */
    public static KubeDbOptions ofDefaults() {
        return DEFAULTS;
    }

    /** The shape in which the placement policy is written. */
    public PolicyGeneration generation() {
        return policy.generation();
    }

    /** The same in another shape; what that shape has no field for is refused when it is written. */
    public KubeDbOptions withGeneration(PolicyGeneration generation) {
        return new KubeDbOptions(policy.withGeneration(generation), catalogVersion, storageOmitted, userConf, gitOps);
    }

    /** The same as an object for KubeDB's GitOps controller, or not. */
    public KubeDbOptions withGitOps(boolean form) {
        return new KubeDbOptions(policy, catalogVersion, storageOmitted, userConf, form);
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
