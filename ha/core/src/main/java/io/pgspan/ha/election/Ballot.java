package io.pgspan.ha.election;

import io.pgspan.ha.HaState;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SynchronousStandbys;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * May this standby take a free record? It must know of no standby that has received more (a tie goes to whoever asks), and no
 * acknowledged commit may hide with members that have not promised to confirm no more. The compare-and-swap on the promised version
 * then settles it among several that may.
 *
 * @param mayTake the verdict
 * @param rule the id of the row that decided
 * @param reason the verdict in a sentence
 */
public record Ballot(boolean mayTake, String rule, String reason) {

    /**
     * Judges.
     *
     * @param state a state whose own PostgreSQL is a standby that has promised the record's version
     * @param record the free record
     * @param version its version
     * @param freeFor how long the record has been known to be free
     */
    public static Ballot judge(HaState state, ClusterRecord record, String version, Duration freeFor) {
        String self = state.me().member();
        int timeline = state.local().history().timeline();
        Lsn received = state.local().received();
        Set<String> heard = new TreeSet<>(Set.of(self));
        for (var answer : state.peers().values()) {
            PeerStatus peer = answer.status();
            if (!promised(peer, record, version)
                    || !state.local().systemIdentifier().equals(peer.systemIdentifier())) {
                continue;
            }
            heard.add(peer.member());
            if (peer.timeline() > timeline
                    || (peer.timeline() == timeline && peer.received().isAfter(received))) {
                return new Ballot(
                        false,
                        "election.behind",
                        peer.member() + " has received " + peer.received() + " on timeline " + peer.timeline() + ", "
                                + self + " only " + received + " on timeline " + timeline);
            }
        }
        String last = record.lastHolder().map(h -> h.member()).orElse("");
        if (SynchronousStandbys.mayHideCommit(last, record.members(), record.confirmations(), heard)) {
            return new Ballot(
                    false,
                    "election.commit-may-hide",
                    "only " + heard + " of " + record.members()
                            + " have promised; an acknowledged commit may be known to a silent one alone");
        }
        boolean all = record.members().stream().allMatch(m -> m.equals(last) || heard.contains(m));
        if (!all && freeFor.compareTo(state.policy().electionWindow()) < 0) {
            return new Ballot(
                    false, "election.window", "waiting for answers of " + record.members() + ", heard " + heard);
        }
        return new Ballot(
                true, "election.wins", "no promised member of " + heard + " has received more than " + received);
    }

    private static boolean promised(PeerStatus peer, ClusterRecord record, String version) {
        return peer.role() == PeerStatus.Role.STANDBY
                && record.members().contains(peer.member())
                && peer.promisedVersion().equals(version);
    }
}
