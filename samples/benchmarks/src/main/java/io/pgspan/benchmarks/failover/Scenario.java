package io.pgspan.benchmarks.failover;

/** What is done to a cluster. Each scenario leaves the cluster complete again. */
enum Scenario {
    /** A planned switchover. */
    SWITCHOVER("switchover", true, Integer.MAX_VALUE),
    /** PostgreSQL of the primary killed, its agent alive. */
    CRASH("crash", true, Integer.MAX_VALUE),
    /** Agent, helpers and PostgreSQL of the primary killed and left down; started again once others have taken over. */
    NODE("node", true, Integer.MAX_VALUE),
    /** The same, where the primary has written what nobody received. */
    REWIND("rewind", true, Integer.MAX_VALUE),
    /** The record store alone answers nothing for a while. */
    STORE("store", true, Integer.MAX_VALUE),
    /** The primary's agent is stopped for a while, PostgreSQL goes on; each commit waits for a standby. */
    FREEZE("freeze", true, Integer.MAX_VALUE),
    /** The same with its helpers: nothing is left that could stop PostgreSQL. */
    FREEZE_GUARD("freeze-guard", true, Integer.MAX_VALUE),
    /** The same with PostgreSQL: all that runs on the node. */
    FREEZE_NODE("freeze-node", true, Integer.MAX_VALUE),
    /** Nothing happens. */
    IDLE("idle", true, 1),
    /** Switchovers and silent stores once the agents have run for minutes. */
    SETTLED("settled", true, 1),
    /** As {@link #FREEZE}, where no commit waits for a standby. */
    FREEZE_ASYNC("freeze-async", false, Integer.MAX_VALUE),
    /** As {@link #FREEZE_GUARD}, where no commit waits for a standby. */
    FREEZE_GUARD_ASYNC("freeze-guard-async", false, Integer.MAX_VALUE),
    /** As {@link #FREEZE_NODE}, where no commit waits for a standby. */
    FREEZE_NODE_ASYNC("freeze-node-async", false, Integer.MAX_VALUE);

    private final String label;
    private final boolean synchronous;
    private final int roundsMax;

    Scenario(String label, boolean synchronous, int roundsMax) {
        this.label = label;
        this.synchronous = synchronous;
        this.roundsMax = roundsMax;
    }

    /** Its name in options and results. */
    String label() {
        return label;
    }

    /** Whether it wants a cluster whose commits wait for any one standby. */
    boolean isSynchronous() {
        return synchronous;
    }

    /** In how many rounds it is worth its time. */
    int roundsMax() {
        return roundsMax;
    }

    /** Runs it, from a complete cluster to a complete cluster. */
    void run(Trial trial) {
        trial.awaitComplete(synchronous);
        switch (this) {
            case SWITCHOVER -> PlannedChange.run(trial);
            case CRASH -> Kills.crash(trial);
            case NODE -> Kills.node(trial);
            case REWIND -> Kills.rewind(trial);
            case STORE -> StoreOutage.run(trial);
            case IDLE -> Idle.run(trial);
            case SETTLED -> Settled.run(trial);
            case FREEZE, FREEZE_ASYNC -> Freeze.agent(trial);
            case FREEZE_GUARD, FREEZE_GUARD_ASYNC -> Freeze.agentAndHelpers(trial);
            case FREEZE_NODE, FREEZE_NODE_ASYNC -> Freeze.node(trial);
        }
    }
}
