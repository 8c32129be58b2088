package io.pgspan.operators.kubedb.change;

import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.change.Outage;
import java.time.Duration;

/** What a step does to clients, and how long. The figures are those KubeDB publishes; where it publishes none, there is no upper one. */
record Costs(Risk risk, Outage outage) {
    private static final Outage HAND_OVER = Outage.between(
            Duration.ofSeconds(2),
            Duration.ofSeconds(45),
            "KubeDB's guide of failover: 2 to 10 s as a rule, up to 45 s in rare cases");
    private static final Outage ALONE = Outage.between(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            "KubeDB's guide of failover: a deleted pod is back in 10 to 30 s");

    /** Clients notice nothing. */
    static Costs none() {
        return new Costs(Risk.NONE, Outage.none());
    }

    /** Servers read their settings again. */
    static Costs reload() {
        return new Costs(Risk.RELOAD, Outage.none());
    }

    /** Pods without clients that write restart. */
    static Costs others() {
        return new Costs(Risk.ROLLING_RESTART, Outage.none());
    }

    /** All pods restart, standbys first; with one replica there is nobody to hand over to. */
    static Costs rolling(int replicas) {
        return replicas > 1 ? new Costs(Risk.SWITCHOVER, HAND_OVER) : new Costs(Risk.DOWNTIME, ALONE);
    }

    /** The primary's pod is among those taken away. */
    static Costs handOver() {
        return new Costs(Risk.SWITCHOVER, HAND_OVER);
    }

    /** The server stops while its data directory is upgraded. */
    static Costs upgrade() {
        return new Costs(
                Risk.DOWNTIME,
                Outage.atLeast(
                        Duration.ofSeconds(10),
                        "no figure is published: pg_upgrade works while the server is stopped, longer the more relations there"
                                + " are"));
    }

    /** Each pod's data is copied while the pod is away. */
    static Costs migration(int replicas) {
        return replicas > 1
                ? new Costs(
                        Risk.DATA_MOVEMENT,
                        Outage.atLeast(
                                HAND_OVER.least(),
                                "no figure is published: the primary moves before or while its data is copied"))
                : new Costs(
                        Risk.DATA_MOVEMENT,
                        Outage.atLeast(
                                ALONE.least(),
                                "no figure is published: the only pod is away while its data is copied"));
    }

    /** The database is stopped until it is woken. */
    static Costs halt() {
        return new Costs(Risk.DOWNTIME, Outage.atLeast(Duration.ZERO, "until it is woken"));
    }

    /** It can't be done. */
    static Costs impossible() {
        return new Costs(Risk.IMPOSSIBLE, Outage.none());
    }
}
