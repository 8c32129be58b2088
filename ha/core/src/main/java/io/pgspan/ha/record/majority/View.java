package io.pgspan.ha.record.majority;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a majority of voters says together. The greatest write among them decides; and who votes is part of that write. So the
 * writes seen are tried from the greatest down, until one names a majority of voters none of whom has seen a greater one.
 *
 * @param voting who votes: store to uid
 * @param learned the greatest write among them; blank when there is none
 * @param agreed whether a majority holds exactly that write: then it is the register's value
 */
record View(SortedMap<String, String> voting, Envelope learned, boolean agreed) {

    /**
     * Looks at sites whose objects are known.
     *
     * @param founders who votes while nobody has written anything; null when nobody does
     * @return empty when no write seen has a majority of voters
     */
    static Optional<View> of(Collection<Site> told, Rules rules, @Nullable SortedMap<String, String> founders) {
        if (told.size() < rules.majority()) {
            return Optional.empty();
        }
        Envelope candidate = greatestBelow(null, told, rules);
        if (candidate == null) {
            return founders == null ? Optional.empty() : over(told, rules, founders, Envelope.BLANK);
        }
        while (candidate != null && candidate.held() != null) {
            Optional<View> view = over(told, rules, candidate.held().uids(), candidate);
            if (view.isPresent()) {
                return view;
            }
            candidate = greatestBelow(candidate.accepted(), told, rules);
        }
        return Optional.empty();
    }

    /** The greatest write that is below another one, or of all; null when there is none. */
    private static @Nullable Envelope greatestBelow(@Nullable Ballot limit, Collection<Site> told, Rules rules) {
        Envelope greatest = null;
        for (Site site : told) {
            Envelope one = site.envelope();
            if (one != null
                    && one.held() != null
                    && (limit == null || rules.below(one.accepted(), limit))
                    && (greatest == null || rules.below(greatest.accepted(), one.accepted()))) {
                greatest = one;
            }
        }
        return greatest;
    }

    private static Optional<View> over(
            Collection<Site> told, Rules rules, SortedMap<String, String> voting, Envelope candidate) {
        int voters = 0;
        int agreeing = 0;
        for (Site site : told) {
            Site.Known known = site.known();
            if (known == null || !rules.votes(voting, site.name, known.uid())) {
                continue;
            }
            int order = rules.compare(known.envelope().accepted(), candidate.accepted());
            if (order > 0) {
                return Optional.empty();
            }
            voters++;
            agreeing += order == 0 ? 1 : 0;
        }
        return voters < rules.majority()
                ? Optional.empty()
                : Optional.of(new View(voting, candidate, agreeing >= rules.majority()));
    }

    /** Whether nobody votes for this store. */
    boolean hasNoVote(String store) {
        return voting.getOrDefault(store, "").isEmpty();
    }
}
