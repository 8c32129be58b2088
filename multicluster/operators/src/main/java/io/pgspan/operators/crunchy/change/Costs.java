package io.pgspan.operators.crunchy.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Outage;
import java.time.Duration;

/**
 * What a step does to clients, and how long. PGO publishes no figures: the longest hand-over is the lease that the cluster itself says, after which
 * another instance may lead; everything else has no upper figure.
 */
record Costs(Risk risk, Outage outage) {
    private static final Duration FIRST_PROBE = Duration.ofSeconds(3);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Clients notice nothing. */
    static Costs none() {
        return new Costs(Risk.NONE, Outage.none());
    }

    /** Servers read their settings again. */
    static Costs reload() {
        return new Costs(Risk.RELOAD, Outage.none());
    }

    /** Pods restart that no client writes to. */
    static Costs others() {
        return new Costs(Risk.ROLLING_RESTART, Outage.none());
    }

    /** The primary hands over. */
    static Costs handOver(Side side) {
        int lease = side.leaseSeconds();
        return new Costs(
                Risk.SWITCHOVER,
                Outage.between(
                        SECOND,
                        Duration.ofSeconds(lease),
                        "Patroni: a planned switchover takes seconds; if it fails another instance leads once the lease has run out,"
                                + " which is leaderLeaseDurationSeconds and one round of syncPeriodSeconds"));
    }

    /** All pods restart, the primary's last; with one instance there is nobody to hand over to, and a standby cluster takes no writes anyway. */
    static Costs rollout(Side side) {
        if (side.isShutDown()) {
            return none();
        }
        if (side.isStandby()) {
            return others();
        }
        return side.instances() > 1
                ? handOver(side)
                : new Costs(
                        Risk.DOWNTIME,
                        Outage.atLeast(
                                FIRST_PROBE,
                                "no figure is published: the only pod is deleted after a checkpoint, made anew, and probed after 3 s at"
                                        + " the earliest"));
    }

    /** PostgreSQL restarts in its pods, the primary's first. */
    static Costs restart(Side side) {
        if (side.isShutDown()) {
            return none();
        }
        return side.isStandby()
                ? others()
                : new Costs(
                        Risk.ROLLING_RESTART,
                        Outage.atLeast(SECOND, "no figure is published: a shutdown with its checkpoint, and a start"));
    }

    /** Clients can't write while data is worked on, however long that takes. */
    static Costs away(Risk risk, String source) {
        return new Costs(risk, Outage.atLeast(Duration.ZERO, source));
    }

    /** It can't be done. */
    static Costs impossible() {
        return new Costs(Risk.IMPOSSIBLE, Outage.none());
    }
}
