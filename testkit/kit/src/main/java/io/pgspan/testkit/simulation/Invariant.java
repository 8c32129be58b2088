package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import java.time.Duration;

/**
 * Something that must never be otherwise, or that must come about once the faults are over. It is told of every event that could break
 * it, and knows nothing of the faults behind the event.
 */
abstract class Invariant {
    private final String id;
    private final String title;

    Invariant(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** To be thrown. */
    final Violation broken(String how) {
        return new Violation(id, title + ": " + how);
    }

    /** A server is told to leave recovery, or starts out of it. */
    void becomesPrimary(SimMember member, HaState decidedWith) {}

    /** A server has left recovery and begun a timeline. */
    void promoted(SimMember member, long epoch) {}

    /** A server accepts writes. */
    void leads(SimMember member) {}

    /** A server is down. */
    void stopped(SimMember member) {}

    /** Every commit up to a position is acknowledged. */
    void acknowledged(SimMember by, Position commit) {}

    /** A standby has connected to its upstream. */
    void streams(SimMember standby, SimMember upstream) {}

    /** A copy is about to take the place of what a member has. */
    void copies(SimMember member, SimMember source) {}

    /** An agent begins an action on its PostgreSQL. */
    void performs(SimMember member, HaAction action, HaState decidedWith) {}

    /** A write has been applied. */
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {}

    /** A write is known to be applied by the agent that asked for it. */
    void confirmed(SimMember member, HaAction.WriteRecord write, long sent) {}

    /** An agent has decided. */
    void decided(SimMember member, Decision decision) {}

    /** An agent calls the store. */
    void calls(SimMember member, boolean writes, Duration limit) {}

    /** An agent's turn is over. */
    void rests(SimMember member) {}

    /** A member has said that it will not lead, in answer to a question asked then. */
    void accepted(SimMember by, SimMember holder, long epoch, long asked) {}

    /** A holder's deadline has moved without a renewal. */
    void goesOn(SimMember holder) {}

    /** From now on nothing fails any more. */
    void faultsStop() {}

    /** The history is over. */
    void ends() {}
}
