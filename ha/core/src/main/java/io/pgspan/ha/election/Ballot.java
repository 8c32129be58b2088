package io.pgspan.ha.election;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SynchronousStandbys;
import java.time.Duration;
import java.util.Collection;
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
     * Judges; linear in the members.
     *
     * @param self the candidate, a standby that has promised the record's version
     * @param others what the other standbys said of themselves
     * @param record the free record
     * @param freeFor how long the record has been known to be free
     * @param window how long silent members are waited for
     */
    public static Ballot judge(
            Standing self, Collection<Standing> others, ClusterRecord record, Duration freeFor, Duration window) {
        Set<String> heard = new TreeSet<>(Set.of(self.member()));
        for (Standing peer : others) {
            if (!counts(peer, self, record)) {
                continue;
            }
            heard.add(peer.member());
            if (peer.isAheadOf(self)) {
                return new Ballot(
                        false,
                        "election.behind",
                        peer.member() + " has received " + peer.received() + " on timeline " + peer.timeline() + ", "
                                + self.member() + " only " + self.received() + " on timeline " + self.timeline());
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
        if (!all && self.timeline() < record.history().timeline()) {
            return new Ballot(
                    false,
                    "election.stale-timeline",
                    self.member() + " is on timeline " + self.timeline() + ", the record on "
                            + record.history().timeline() + ", and not everybody who may hold it has been heard: "
                            + heard + " of " + record.members());
        }
        if (!all && freeFor.compareTo(window) < 0) {
            return new Ballot(
                    false, "election.window", "waiting for answers of " + record.members() + ", heard " + heard);
        }
        return new Ballot(
                true, "election.wins", "no promised member of " + heard + " has received more than " + self.received());
    }

    private static boolean counts(Standing peer, Standing self, ClusterRecord record) {
        return record.members().contains(peer.member())
                && peer.promisedVersion().equals(self.promisedVersion())
                && peer.systemIdentifier().equals(self.systemIdentifier());
    }
}
