package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.record.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators ask: checked here, written into the record, carried out by whom it concerns. What is refused changes nothing. */
final class CommandRows {
    private static final String REFUSED = "command.refused";
    private static final int FORMAT_WITH_COMMANDS = 2;

    private CommandRows() {}

    static Decision decide(HaState state, HaCommand command) {
        ClusterRecord record = state.seenRecord();
        if (record == null) {
            return refuse(state, "there is no cluster record, or it has not been read yet");
        }
        if (record.format() < FORMAT_WITH_COMMANDS) {
            if (state.seat().newestFormat() < FORMAT_WITH_COMMANDS
                    || !RecordFormats.everyoneKnows(state, FORMAT_WITH_COMMANDS)) {
                return refuse(state, "a member's agent is older and knows no commands; update every agent first");
            }
            // else a holder would have raised it: where nobody leads, an operator must be able to name a successor
            record = record.inFormat(FORMAT_WITH_COMMANDS);
        }
        if (command instanceof HaCommand.Switchover switchover) {
            return switchover(state, record, switchover);
        }
        if (command instanceof HaCommand.Failover failover) {
            return failover(state, record, failover);
        }
        if (command instanceof HaCommand.Withdraw) {
            return withdraw(state, record);
        }
        if (command instanceof HaCommand.Abandon abandon) {
            return abandon(state, record, abandon.holder());
        }
        boolean wanted = command instanceof HaCommand.Pause;
        boolean is = record.pause() == Pause.REQUESTED || record.pause() == Pause.ACKNOWLEDGED;
        return wanted == is
                ? refuse(state, wanted ? "maintenance is on already" : "there is no maintenance to end")
                : write(state, wanted ? "command.pause" : "command.resume", "", record.pausing(wanted));
    }

    private static Decision switchover(HaState state, ClusterRecord record, HaCommand.Switchover command) {
        String why = unfit(state, record, command.candidate());
        if (why.isEmpty() && (record.holder().isEmpty() || isHolder(record, command.candidate()))) {
            why = "nobody leads; ask for a failover";
        }
        if (why.isEmpty()) {
            why = Handover.nobodyFits(state, record, command.candidate(), null);
        }
        return why.isEmpty()
                ? write(
                        state,
                        "command.switchover",
                        command.candidate(),
                        record.asking(Request.switchover(command.id(), command.candidate())))
                : refuse(state, why);
    }

    private static Decision failover(HaState state, ClusterRecord record, HaCommand.Failover command) {
        String why = unfit(state, record, command.candidate());
        if (why.isEmpty() && record.holder().isPresent() && !state.expired() && !holderIsDown(state, record)) {
            why = record.lastHolderName() + " leads; ask for a switchover";
        }
        return why.isEmpty()
                ? write(
                        state,
                        "command.failover",
                        command.candidate(),
                        record.asking(Request.failover(command.id(), command.candidate(), command.consent())))
                : refuse(state, why);
    }

    /** Whether the holder itself says that its PostgreSQL is no primary: it decides whether it gives the lease up. */
    private static boolean holderIsDown(HaState state, ClusterRecord record) {
        return state.namesMe()
                ? state.fitness().unreadySince() != null
                : state.peers()
                        .status(record.lastHolderName())
                        .filter(p -> p.epoch() == record.epoch() && p.role() == PeerStatus.Role.DOWN)
                        .isPresent();
    }

    /** What is wrong with any request at this time, or with its candidate; empty when nothing is. */
    private static String unfit(HaState state, ClusterRecord record, @Nullable String candidate) {
        if (record.pause() != Pause.NONE) {
            return "maintenance is on; end it first";
        }
        Optional<Request> pending = record.request();
        if (pending.isPresent()) {
            return "request " + pending.get().id() + " is not done; withdraw it, or wait for it";
        }
        if (candidate == null) {
            return "";
        }
        Member member = state.seat().member(candidate);
        if (member == null || !record.members().contains(candidate)) {
            return candidate + " holds no data of this cluster; members that do: " + record.members();
        }
        // after its lease has run out the last holder may be the one to be named: by itself it leads no more if it is
        // tagged nofailover
        return isHolder(record, candidate) && !state.expired() ? candidate + " leads already" : "";
    }

    private static boolean isHolder(ClusterRecord record, @Nullable String member) {
        return record.holder().filter(h -> h.member().equals(member)).isPresent();
    }

    private static Decision withdraw(HaState state, ClusterRecord record) {
        Optional<Request> pending = record.request();
        if (pending.isEmpty()) {
            return refuse(state, "there is no request");
        }
        Request request = pending.get();
        // whoever carried it out leads no more: what is left of it must not keep an operator from naming a successor
        boolean orphaned = record.holder().isEmpty() || state.expired();
        return request.phase() == Request.Phase.ASKED || orphaned
                ? write(
                        state,
                        "command.withdraw",
                        request.id(),
                        record.withdrawing(new Outcome(request.id(), false, "withdrawn")))
                : refuse(state, "request " + request.id() + " is being carried out");
    }

    private static Decision abandon(HaState state, ClusterRecord record, String holder) {
        String named = record.holder().map(h -> h.member()).orElse("");
        if (!holder.equals(named)) {
            return refuse(
                    state, named.isEmpty() ? "nobody holds the lease" : named + " holds the lease, not " + holder);
        }
        return state.namesMe()
                ? refuse(state, "the agent of " + holder + " is alive: it is the one that was asked")
                : write(state, "command.abandon", holder, record.abandoned());
    }

    private static Decision write(HaState state, String rule, @Nullable String whom, ClusterRecord next) {
        String target = whom == null || whom.isEmpty() ? "the cluster" : whom;
        return HaEngine.act(
                state, rule, "an operator asks: " + target, HaEngine.write(state, next, HaAction.Purpose.COMMAND));
    }

    private static Decision refuse(HaState state, String why) {
        return HaEngine.wait(state, REFUSED, why);
    }
}
