package io.pgspan.operators.kubedb;

import io.pgspan.operators.kubedb.ops.Tuning;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import org.jspecify.annotations.Nullable;

/** Makes {@link KubeDbOptions}; what each part means and its default are said there. A later call wins over an earlier one. */
public final class KubeDbOptionsBuilder {
    private PolicyObject policy = PolicyObject.of("", PolicyGeneration.G2);
    private @Nullable String catalogVersion;
    private boolean storageOmitted;
    private @Nullable String userConf;
    private boolean gitOps;
    private @Nullable String configSecret;
    private @Nullable Tuning tuning;
    private AuthSecret authSecret = AuthSecret.ofDefaults();
    private HealthChecker health = HealthChecker.ofDefaults();
    private PodDetails pods = PodDetails.ofDefaults();
    private RestoreDetails restore = RestoreDetails.ofDefaults();
    private boolean waitForInitialRestore;
    private boolean autoOpsDisabled;
    private AllowedSchemas allowedSchemas = AllowedSchemas.ofDefaults();
    private @Nullable String mode;

    KubeDbOptionsBuilder() {}

    KubeDbOptionsBuilder from(KubeDbOptions options) {
        policy = options.policy();
        catalogVersion = options.catalogVersion();
        storageOmitted = options.storageOmitted();
        userConf = options.userConf();
        gitOps = options.gitOps();
        configSecret = options.configSecret();
        tuning = options.tuning();
        authSecret = options.authSecret();
        health = options.health();
        pods = options.pods();
        restore = options.restore();
        waitForInitialRestore = options.waitForInitialRestore();
        autoOpsDisabled = options.autoOpsDisabled();
        allowedSchemas = options.allowedSchemas();
        mode = options.mode();
        return this;
    }

    /** What only KubeDB has of a placement policy. */
    public KubeDbOptionsBuilder policy(PolicyObject said) {
        policy = said;
        return this;
    }

    /** The catalog's name of the version. */
    public KubeDbOptionsBuilder catalogVersion(@Nullable String name) {
        catalogVersion = name;
        return this;
    }

    /** Whether an ephemeral volume has no size. */
    public KubeDbOptionsBuilder storageOmitted(boolean said) {
        storageOmitted = said;
        return this;
    }

    /** The text of the configuration file. */
    public KubeDbOptionsBuilder userConf(@Nullable String text) {
        userConf = text;
        return this;
    }

    /** Whether it is an object for KubeDB's GitOps controller. */
    public KubeDbOptionsBuilder gitOps(boolean form) {
        gitOps = form;
        return this;
    }

    /** The secret with configuration files. */
    public KubeDbOptionsBuilder configSecret(@Nullable String name) {
        configSecret = name;
        return this;
    }

    /** Settings that KubeDB computes. */
    public KubeDbOptionsBuilder tuning(@Nullable Tuning said) {
        tuning = said;
        return this;
    }

    /** What only KubeDB has of the superuser's secret. */
    public KubeDbOptionsBuilder authSecret(AuthSecret said) {
        authSecret = said;
        return this;
    }

    /** How the database is judged to be healthy. */
    public KubeDbOptionsBuilder health(HealthChecker said) {
        health = said;
        return this;
    }

    /** What only KubeDB has of pods. */
    public KubeDbOptionsBuilder pods(PodDetails said) {
        pods = said;
        return this;
    }

    /** What only KubeDB has of a restore. */
    public KubeDbOptionsBuilder restore(RestoreDetails said) {
        restore = said;
        return this;
    }

    /** Whether nothing connects before the first data is restored. */
    public KubeDbOptionsBuilder waitForInitialRestore(boolean said) {
        waitForInitialRestore = said;
        return this;
    }

    /** Whether KubeDB makes no recommendations. */
    public KubeDbOptionsBuilder autoOpsDisabled(boolean said) {
        autoOpsDisabled = said;
        return this;
    }

    /** Which objects may make databases and users here. */
    public KubeDbOptionsBuilder allowedSchemas(AllowedSchemas said) {
        allowedSchemas = said;
        return this;
    }

    /** The free text {@code mode}. */
    public KubeDbOptionsBuilder mode(@Nullable String said) {
        mode = said;
        return this;
    }

    /** The options. */
    public KubeDbOptions build() {
        return new KubeDbOptions(
                policy,
                catalogVersion,
                storageOmitted,
                userConf,
                gitOps,
                configSecret,
                tuning,
                authSecret,
                health,
                pods,
                restore,
                waitForInitialRestore,
                autoOpsDisabled,
                allowedSchemas,
                mode);
    }
}
