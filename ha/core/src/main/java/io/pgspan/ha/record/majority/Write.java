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
        return site.known()
                .filter(k -> rules.votes(voting, site.name, k.uid()))
                .filter(k -> rules.below(k.envelope().accepted(), ballot))
                .filter(k -> !rules.below(ballot, k.envelope().promised()) || !rules.keep(SafetyRule.KEEP_PROMISE))
                .map(k -> new Request.Update(site.name, k.version(), new Envelope(promise, ballot, entry)));
    }

    /** The request that makes a voter promise the ballot before it is written; empty when it has, has promised more, or is no voter. */
    static Optional<Request> preparing(Site site, Rules rules, SortedMap<String, String> voting, Ballot ballot) {
        return site.known()
                .filter(k -> rules.votes(voting, site.name, k.uid()))
                .filter(k -> rules.below(k.envelope().promised(), ballot))
                .map(k ->
                        new Request.Update(site.name, k.version(), k.envelope().promising(ballot)));
    }
}
