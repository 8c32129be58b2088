package io.pgspan.ha.record.majority;

import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * How far a ballot has come with the voters it asks.
 *
 * @param possible voters that have helped or still may
 * @param pending whether one of them still may
 * @param refused voters that have promised a greater ballot
 */
record Progress(long possible, boolean pending, long refused) {

    static Progress of(
            Sites sites, Rules rules, SortedMap<String, String> voting, Ballot ballot, Predicate<Envelope> helped) {
        long possible = 0;
        long refused = 0;
        boolean pending = false;
        for (Site site : sites.all()) {
            Site.Known known = site.known();
            boolean asked = site.silent().isEmpty() && !site.absent();
            if (known != null && !rules.votes(voting, site.name, known.uid())) {
                continue;
            }
            if (known != null && helped.test(known.envelope())) {
                possible++;
            } else if (known != null && rules.below(ballot, known.envelope().promised()) && !site.waiting()) {
                refused++;
            } else if (asked || site.waiting()) {
                possible++;
                pending = true;
            }
        }
        return new Progress(possible, pending, refused);
    }
}
