package io.pgspan.operators.cnpg.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.Outage;
import java.time.Duration;

/**
 * What a step does to clients, and how long. The only figure CloudNativePG publishes is what its end-to-end tests allow a switchover; everything
 * else has no upper figure but the waits that the object itself sets.
 */
record Costs(Effect effect, Outage outage) {
    private static final Duration TESTED = Duration.ofSeconds(20);
    private static final Costs NONE = new Costs(Effect.NOTHING, Outage.none());
    private static final Costs IGNORED = new Costs(Effect.IGNORED, Outage.none());
    private static final Costs RELOAD = new Costs(Effect.RELOAD, Outage.none());
    private static final Costs STANDBYS = new Costs(Effect.ROLLING_RESTART, Outage.none());
    private static final Costs IMPOSSIBLE = new Costs(Effect.IMMUTABLE, Outage.none());

    /** Clients notice nothing. */
    static Costs none() {
        return NONE;
    }

    /** Nothing happens to what is there. */
    static Costs ignored() {
        return IGNORED;
    }

    /** Servers read their configuration again. */
    static Costs reload() {
        return RELOAD;
    }

    /** Pods that are not the primary's restart, or go: who reads there connects anew. */
    static Costs standbys() {
        return STANDBYS;
    }

    /** It can't be done. */
    static Costs impossible() {
        return IMPOSSIBLE;
    }

    /** Pods are made anew, the primary's last. */
    static Costs pods(Running running) {
        return running.instances() > 1 && running.switchover() ? switchover(running) : awayPod(running);
    }

    /** PostgreSQL restarts everywhere; pods stay, unless another instance is to take over. */
    static Costs restart(Running running) {
        return running.instances() > 1 && running.switchover() ? switchover(running) : inPlace(running);
    }

    /** PostgreSQL restarts in the primary's pod. */
    static Costs inPlace(Running running) {
        Outage outage = Outage.atLeast(
                Duration.ZERO,
                "no figure is published for a restart in place; stopDelay and startDelay allow " + running.stop()
                        + " s and " + running.start() + " s");
        return new Costs(running.instances() > 1 ? Effect.RESTART_IN_PLACE : Effect.DOWNTIME, outage);
    }

    /** The primary moves to a standby. */
    static Costs switchover(Running running) {
        return new Costs(
                Effect.SWITCHOVER,
                Outage.between(
                        Duration.ZERO,
                        TESTED,
                        "CloudNativePG's end-to-end tests allow 20 s; switchoverDelay allows the old primary "
                                + running.handOver() + " s to stop"));
    }

    private static Costs awayPod(Running running) {
        return new Costs(
                Effect.DOWNTIME,
                Outage.atLeast(
                        Duration.ZERO,
                        "no figure is published for a primary's pod that is deleted and made anew; stopDelay and startDelay allow "
                                + running.stop() + " s and " + running.start() + " s"));
    }

    /** All pods stop while the data directory is upgraded. */
    static Costs upgrade() {
        return new Costs(
                Effect.DOWNTIME,
                Outage.atLeast(
                        Duration.ZERO,
                        "no figure is published: all pods stop, pg_upgrade links the files, and the primary starts; standbys are"
                                + " copied anew after that"));
    }

    /** The database, or what leads to it, is away until somebody says otherwise. */
    static Costs away(String until) {
        return new Costs(Effect.DOWNTIME, Outage.atLeast(Duration.ZERO, until));
    }

    /** Data are copied while the database serves. */
    static Costs copy() {
        return new Costs(Effect.DATA_MOVEMENT, Outage.none());
    }

    Risk risk() {
        return effect.risk();
    }
}
