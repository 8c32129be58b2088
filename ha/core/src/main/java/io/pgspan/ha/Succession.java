package io.pgspan.ha;

import io.pgspan.ha.election.Ballot;
import io.pgspan.ha.election.Standing;
import io.pgspan.ha.election.Terms;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody else could lead if the lease were given back now: the election is held beforehand, with the answers at hand in the
 * place of promises. A lease that is given back to nobody leaves the cluster without a leader for a lease; what is forecast here binds
 * nobody, the election itself decides again.
 *
 * <p>Costs one ballot a member: quadratic in the members, and asked only by a holder in trouble.
 */
final class Succession {
    /** All standings speak of the record that is yet to be written. */
    private static final String FORECAST = "forecast";

    private Succession() {}

    /** Whether a standby that has seen this epoch would be elected. */
    static boolean possible(HaState state, ClusterRecord record, Duration now) {
        return possible(state, record, null, null, now);
    }

    /**
     * The same for one candidate, or for anybody.
     *
     * @param candidate whom an operator has named, null for anybody
     * @param consent the loss an operator accepts, null for none
     */
    static boolean possible(
            HaState state,
            ClusterRecord record,
            @Nullable String candidate,
            @Nullable FailoverConsent consent,
            Duration now) {
        List<Standing> standings = standings(state, record, now);
        for (Standing standing : standings) {
            boolean eligible = candidate == null
                    ? state.mayLead(standing.member())
                    : candidate.equals(standing.member()) && state.guarded(standing.member());
            if (eligible && follows(state, record, standing.member())) {
                Terms terms = terms(state, record, standing.member(), candidate, consent);
                if (Ballot.judge(standing, others(standings, standing), record, terms)
                        .mayTake()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean follows(HaState state, ClusterRecord record, String member) {
        return state.peers()
                .status(member)
                .filter(p -> p.epoch() == record.epoch()
                        && p.timeline() == record.history().timeline())
                .isPresent();
    }

    private static List<Standing> standings(HaState state, ClusterRecord record, Duration now) {
        List<Standing> standings = new ArrayList<>();
        for (HaInput.PeerAnswer answer : state.peers().all()) {
            PeerStatus p = answer.status();
            boolean lately = now.minus(answer.asked()).compareTo(state.policy().electionWindow()) <= 0;
            if (lately
                    && p.role() == PeerStatus.Role.STANDBY
                    && record.members().contains(p.member())) {
                standings.add(new Standing(
                        p.member(),
                        p.systemIdentifier(),
                        p.timeline(),
                        p.received(),
                        p.received(),
                        FORECAST,
                        state.seat().tags(p.member()).priority()));
            }
        }
        LocalPostgres local = state.local();
        if (local.state() == LocalPostgres.State.STANDBY) {
            // it will promise like the others, and is preferred to none of them
            standings.add(new Standing(
                    state.me().member(),
                    local.systemIdentifier(),
                    local.history().timeline(),
                    local.received(),
                    local.received(),
                    FORECAST,
                    Integer.MIN_VALUE));
        }
        return standings;
    }

    private static List<Standing> others(List<Standing> all, Standing but) {
        return all.stream().filter(s -> !s.equals(but)).toList();
    }

    private static Terms terms(
            HaState state,
            ClusterRecord record,
            String member,
            @Nullable String named,
            @Nullable FailoverConsent consent) {
        Set<String> unpromotable = new TreeSet<>();
        for (String other : record.members()) {
            if (!other.equals(member) && !state.mayLead(other)) {
                unpromotable.add(other);
            }
        }
        return new Terms(
                Set.of(),
                unpromotable,
                false,
                member.equals(named),
                state.rules().maximumLagBytes(),
                state.rules().memberMajority() ? record.members().size() : 0,
                consent);
    }
}
