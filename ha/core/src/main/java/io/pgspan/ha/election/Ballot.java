package io.pgspan.ha.election;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * May this standby take a free record? It must know of no standby that has received more (a tie goes to the higher priority, then to
 * whoever asks), and no acknowledged commit may hide with members that have not promised to confirm no more. The compare-and-swap on the
 * promised version then settles it among several that may.
 *
 * <p>Where commits may be lost, the answer names who is missing and what is known of the loss; only an operator's consent with a bound
 * that covers it makes it a yes. What the last primary wrote after it last published its position is in nobody's knowledge.
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
     * @param terms what the election goes by
     */
    public static Ballot judge(Standing self, Collection<Standing> others, ClusterRecord record, Terms terms) {
        if (terms.excluded()) {
            return no("election.no-failover", self.member() + " is tagged nofailover");
        }
        Set<String> heard = new TreeSet<>(Set.of(self.member()));
        for (Standing peer : others) {
            if (!counts(peer, self, record)) {
                continue;
            }
            heard.add(peer.member());
            boolean mayLead = !terms.unpromotable().contains(peer.member());
            if (peer.isAheadOf(self) && (mayLead || mayKnowCommit(peer, record))) {
                return no(
                        "election.behind",
                        peer.member() + (mayLead ? "" : ", which can't lead and may know an acknowledged commit,")
                                + " has received " + peer.received() + " on timeline " + peer.timeline() + ", "
                                + self.member() + " only " + self.received() + " on timeline " + self.timeline());
            }
            if (self.timeline() > peer.timeline()
                    && peer.received().isAfter(self.published())
                    && mayKnowCommit(peer, record)) {
                return no(
                        "election.forked",
                        self.member() + "'s timeline " + self.timeline()
                                + " was never published and left the published one at "
                                + self.published() + "; " + peer.member()
                                + " may know a commit that was acknowledged after that, up to "
                                + peer.received());
            }
            if (mayLead && peer.isPreferredTo(self) && !terms.named()) {
                return no("election.priority", peer.member() + " has received as much and is of higher priority");
            }
        }
        String last = record.lastHolderName();
        Set<String> missing = new TreeSet<>(record.members());
        missing.removeAll(heard);
        missing.remove(last);
        long behind = Math.max(0, record.position().value() - self.published().value());
        FailoverConsent consent = terms.consent();
        // to accept the loss of nothing is to accept none: what nobody knows of may be more than nothing
        boolean consented = consent != null && consent.maxLostBytes() > 0 && behind <= consent.maxLostBytes();
        if (record.guarantee().mayHide(last, heard) && !consented) {
            return no(
                    "election.commit-may-hide",
                    "acknowledged commits are on " + last + " and " + record.guarantee() + ", of which only " + heard
                            + " have promised; " + self.member() + " is " + behind
                            + " bytes behind what was published, and what was written after that is unknown");
        }
        // with a claim, whoever has to be heard of a commit on the published timeline has been: see above
        boolean unclaimed = !record.guarantee().synchronous();
        // the last holder was elected with what it has, and nobody has led since
        boolean elected = last.equals(self.member());
        if (unclaimed
                && !elected
                && !missing.isEmpty()
                && self.timeline() < record.history().timeline()
                && !consented) {
            return no(
                    "election.stale-timeline",
                    self.member() + " is on timeline " + self.timeline() + ", the record on "
                            + record.history().timeline() + ", and not everybody who may hold it has been heard: "
                            + missing + " are missing");
        }
        if (unclaimed && behind > terms.maximumLagBytes() && !consented) {
            return no(
                    "election.lags",
                    self.member() + " is " + behind + " bytes behind what " + last + " had published; "
                            + terms.maximumLagBytes() + " are allowed without consent");
        }
        if (terms.majorityOf() > 0 && heard.size() * 2 <= terms.majorityOf()) {
            return no("election.minority", "only " + heard + " of " + terms.majorityOf() + " members have promised");
        }
        missing.retainAll(terms.awaited());
        if (!missing.isEmpty()) {
            return no("election.window", "waiting for answers of " + missing + ", heard " + heard);
        }
        return new Ballot(
                true, "election.wins", "no promised member of " + heard + " has received more than " + self.received());
    }

    private static Ballot no(String rule, String reason) {
        return new Ballot(false, rule, reason);
    }

    /** Whoever confirmed commits, or acknowledged them: its promise counts only along with what it has received. */
    private static boolean mayKnowCommit(Standing peer, ClusterRecord record) {
        return record.guarantee().synchronous() && mayKnowCommit(peer.member(), record);
    }

    private static boolean mayKnowCommit(String member, ClusterRecord record) {
        return record.guarantee().names().contains(member)
                || record.lastHolderName().equals(member);
    }

    /**
     * A log that is neither part of the published history nor newer has an end that says nothing of what it holds. Nor has one that is newer with a
     * member that confirms no commits: somebody promoted a server by hand, and it was followed.
     */
    private static boolean comparable(Standing peer, ClusterRecord record) {
        return peer.timeline() > record.history().timeline()
                ? mayBranch(peer.member(), record)
                : record.history().contains(peer.timeline(), peer.received());
    }

    /**
     * Whether a member's log may hold acknowledged commits on a timeline that was never published: of a primary that died before it could tell,
     * which had no other commits confirmed than by those whom the guarantee names.
     */
    public static boolean mayBranch(String member, ClusterRecord record) {
        return !record.guarantee().synchronous() || mayKnowCommit(member, record);
    }

    private static boolean counts(Standing peer, Standing self, ClusterRecord record) {
        return record.members().contains(peer.member())
                && peer.promisedVersion().equals(self.promisedVersion())
                && peer.systemIdentifier().equals(self.systemIdentifier())
                && comparable(peer, record);
    }
}
