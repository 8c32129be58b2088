package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** To whom a primary may hand over without losing anything. */
final class Handover {
    private Handover() {}

    /**
     * Why nobody, or not the named candidate, can take over now; empty when somebody can.
     *
     * @param since what was said to a question asked earlier does not count; null when all does
     */
    static String nobodyFits(
            HaState state, ClusterRecord record, @Nullable String candidate, @Nullable Duration since) {
        List<String> reasons = new ArrayList<>();
        for (String member : record.members()) {
            if (member.equals(record.lastHolderName()) || (candidate != null && !candidate.equals(member))) {
                continue;
            }
            String why = unfit(state, record, member, since);
            if (why.isEmpty()) {
                return "";
            }
            reasons.add(why);
        }
        return reasons.isEmpty() ? "there is no other member with data" : String.join("; ", reasons);
    }

    /** Whether somebody who may be a candidate has answered lately, but not just now. */
    static boolean outdated(HaState state, ClusterRecord record, @Nullable String candidate, Duration now) {
        // whoever leads in calm asks once in a calm period
        Duration lately = state.policy().electionWindow().plus(state.policy().calmPeriod());
        for (String member : record.members()) {
            HaInput.PeerAnswer last = state.peers().answerOf(member);
            if (last == null || (candidate != null && !candidate.equals(member))) {
                continue;
            }
            Duration age = now.minus(last.asked());
            if (age.compareTo(state.policy().retryPeriod()) > 0 && age.compareTo(lately) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static String unfit(HaState state, ClusterRecord record, String member, @Nullable Duration since) {
        if (state.seat().tags(member).noFailover()) {
            return member + " is tagged nofailover";
        }
        if (!state.guarded(member)) {
            return member + " has no guard that would end its PostgreSQL at a deadline";
        }
        HaInput.PeerAnswer answer = state.peers().answerOf(member);
        if (member.equals(state.me().member())) {
            answer = null;
            LocalPostgres own = state.local();
            if (own.state() == LocalPostgres.State.STANDBY && own.receiverRunning()) {
                return behind(member, own.received(), record, state);
            }
        }
        if (answer == null) {
            return member + " has not answered";
        }
        if (since != null && answer.asked().compareTo(since) < 0) {
            return member + " does not answer";
        }
        PeerStatus status = answer.status();
        if (status.role() != PeerStatus.Role.STANDBY || !status.streaming()) {
            return member + " is not a streaming standby";
        }
        if (status.timeline() != record.history().timeline() || status.epoch() != record.epoch()) {
            return member + " does not follow the primary of epoch " + record.epoch();
        }
        return behind(member, status.received(), record, state);
    }

    private static String behind(String member, Lsn received, ClusterRecord record, HaState state) {
        if (record.guarantee().synchronous()
                && record.guarantee().count() > 0
                && !record.guarantee().names().contains(member)) {
            return member + " is not a synchronous standby; those are "
                    + record.guarantee().names();
        }
        long lag = record.position().value() - received.value();
        long limit = state.rules().maximumLagBytes();
        return lag > limit
                ? member + " is " + lag + " bytes behind what the primary has published; at most " + limit
                        + " are allowed"
                : "";
    }

    /**
     * Whether somebody who may lead has received everything, up to a position.
     *
     * @param since what was said to a question asked earlier does not count: whoever said so may have lost it since
     */
    static boolean received(HaState state, ClusterRecord record, @Nullable String candidate, Lsn end, Duration since) {
        for (HaInput.PeerAnswer answer : state.peers().all()) {
            PeerStatus p = answer.status();
            if ((candidate == null || candidate.equals(p.member()))
                    && answer.asked().compareTo(since) >= 0
                    && record.members().contains(p.member())
                    && state.mayLead(p.member())
                    && p.role() == PeerStatus.Role.STANDBY
                    && p.timeline() == record.history().timeline()
                    && p.systemIdentifier().equals(record.systemIdentifier())
                    && !end.isAfter(p.received())) {
                return true;
            }
        }
        return false;
    }
}
