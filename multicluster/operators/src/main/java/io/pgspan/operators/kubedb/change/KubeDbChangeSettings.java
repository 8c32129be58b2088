package io.pgspan.operators.kubedb.change;

import io.pgspan.operators.kubedb.ops.VerticalScaling;
import io.pgspan.operators.kubedb.ops.VolumeExpansion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How requests are made where KubeDB leaves a choice.
 *
 * @param expansion whether pods run while volumes grow. Default: they do
 * @param scaling how pods get other resources. Default: by restart
 * @param timeout what each request says of the time of each of its steps, or null to say nothing, which is the default
 * @param migrationTimeout the time a migration has for each of its steps, which it must say. Default: 2 h
 * @param stepLimit how long a step of the plan is waited for. Default: 1 h
 */
public record KubeDbChangeSettings(
        VolumeExpansion.Mode expansion,
        VerticalScaling.Mode scaling,
        @Nullable Duration timeout,
        Duration migrationTimeout,
        Duration stepLimit) {
    private static final Duration MIGRATION = Duration.ofHours(2);
    private static final Duration STEP = Duration.ofHours(1);

    /** The defaults. */
    public static KubeDbChangeSettings ofDefaults() {
        return new KubeDbChangeSettings(
                VolumeExpansion.Mode.ONLINE, VerticalScaling.Mode.RESTART, null, MIGRATION, STEP);
    }

    /** The same with volumes that grow in this mode. */
    public KubeDbChangeSettings expanding(VolumeExpansion.Mode mode) {
        return new KubeDbChangeSettings(mode, scaling, timeout, migrationTimeout, stepLimit);
    }

    /** The same with resources given in this mode. */
    public KubeDbChangeSettings scaling(VerticalScaling.Mode mode) {
        return new KubeDbChangeSettings(expansion, mode, timeout, migrationTimeout, stepLimit);
    }

    /** The same with requests that say this timeout. */
    public KubeDbChangeSettings withTimeout(Duration perStep) {
        return new KubeDbChangeSettings(expansion, scaling, perStep, migrationTimeout, stepLimit);
    }

    /** The same with migrations that have this time for each step. */
    public KubeDbChangeSettings withMigrationTimeout(Duration perStep) {
        return new KubeDbChangeSettings(expansion, scaling, timeout, perStep, stepLimit);
    }

    /** The same with steps waited for this long. */
    public KubeDbChangeSettings withStepLimit(Duration limit) {
        return new KubeDbChangeSettings(expansion, scaling, timeout, migrationTimeout, limit);
    }

    /** What each request says of the time of its steps. */
    public Optional<Duration> requestTimeout() {
        return Optional.ofNullable(timeout);
    }
}
