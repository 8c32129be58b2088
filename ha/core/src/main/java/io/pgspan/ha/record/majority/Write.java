package io.pgspan.ha.record.majority;

import java.util.Optional;
import java.util.SortedMap;

/**
 * What a round writes.
 *
 * @param ballot its ballot
 * @param promise what the same change of each object promises: the ballot, or the proposer's next one
 * @param entry what is written
 * @param voting to which objects
 */
record Write(Ballot ballot, Ballot promise, Entry entry, SortedMap<String, String> voting) {

    /** The request that makes a voter accept it; empty when it has, has promised more, is no voter, or is not known well enough. */
    Optional<Request> request(Site site, Rules rules) {
        Site.Known known = site.known();
        if (known == null
                || !rules.below(known.envelope().accepted(), ballot)
                || !rules.votes(voting, site.name, known.uid())
                || (rules.below(ballot, known.envelope().promised()) && rules.keep(SafetyRule.KEEP_PROMISE))) {
            return Optional.empty();
        }
        return Optional.of(new Request.Update(site.name, known.version(), new Envelope(promise, ballot, entry)));
    }

    /** The request that makes a voter promise the ballot before it is written; empty when it has, has promised more, or is no voter. */
    static Optional<Request> preparing(Site site, Rules rules, SortedMap<String, String> voting, Ballot ballot) {
        Site.Known known = site.known();
        if (known == null
                || !rules.below(known.envelope().promised(), ballot)
                || !rules.votes(voting, site.name, known.uid())) {
            return Optional.empty();
        }
        return Optional.of(
                new Request.Update(site.name, known.version(), known.envelope().promising(ballot)));
    }
}
