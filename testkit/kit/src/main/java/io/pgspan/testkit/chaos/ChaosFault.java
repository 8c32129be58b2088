package io.pgspan.testkit.chaos;

/** What can be done to a cluster of real processes. */
public enum ChaosFault {
    /** SIGKILL to PostgreSQL and all its children. */
    KILL_POSTGRES(Harm.MEMBER, false),
    /** SIGKILL to the agent alone. */
    KILL_AGENT(Harm.MEMBER, false),
    /** SIGKILL to agent, guard and PostgreSQL; nothing is started again until it is healed. */
    KILL_NODE(Harm.MEMBER, true),
    /** SIGSTOP to the agent. */
    FREEZE_AGENT(Harm.MEMBER, true),
    /** SIGSTOP to the guard. */
    FREEZE_GUARD(Harm.MEMBER, true),
    /** SIGSTOP to PostgreSQL's first process: nobody can connect, those who are go on. */
    FREEZE_POSTMASTER(Harm.MEMBER, true),
    /** SIGSTOP to agent and guard: nothing ends PostgreSQL at the deadline. */
    FREEZE_AGENT_AND_GUARD(Harm.MEMBER, true),
    /** SIGSTOP to everything in the pod, as a virtual machine that is suspended. */
    FREEZE_NODE(Harm.MEMBER, true),
    /** The record's API server refuses everybody with 500, 503 or 429. */
    STORE_REFUSES(Harm.STORE, true),
    /** Requests for the record arrive nowhere. */
    STORE_SILENT(Harm.STORE, true),
    /** Requests for the record are carried out and never answered. */
    STORE_LOSES_ANSWERS(Harm.STORE, true),
    /** One member doesn't reach the API server. */
    CUT_FROM_STORE(Harm.MEMBER, true),
    /** One member's PostgreSQL neither reaches the others' nor is reached by them. */
    CUT_REPLICATION(Harm.MEMBER, true),
    /** One member's agent neither reaches the others' nor is reached by them. */
    CUT_AGENTS(Harm.MEMBER, true),
    /** One member reaches nobody; the others reach it. */
    CUT_ONE_WAY(Harm.MEMBER, true),
    /** One member and everybody else, the API server included, don't reach each other. */
    ISOLATE(Harm.MEMBER, true),
    /** A planned change of primary is asked for. It may be refused. */
    SWITCHOVER(Harm.NOBODY, false);

    /** Whom a fault harms. */
    enum Harm {
        NOBODY,
        MEMBER,
        STORE
    }

    private final Harm harm;
    private final boolean lasting;

    ChaosFault(Harm harm, boolean lasting) {
        this.harm = harm;
        this.lasting = lasting;
    }

    Harm harm() {
        return harm;
    }

    /** Whether it lasts until it is healed. */
    public boolean isLasting() {
        return lasting;
    }

    /** Whether nothing on the member can end its PostgreSQL meanwhile, so that it may be seen out of recovery beside its successor. */
    boolean disarmsTheGuard() {
        return this == FREEZE_NODE || this == FREEZE_AGENT_AND_GUARD;
    }
}
