package io.pgspan.ha.record.majority;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
        List<Envelope> greatestFirst = told.stream()
                .flatMap(site -> site.known().stream())
                .map(Site.Known::envelope)
                .filter(e -> e.held() != null)
                .sorted(Comparator.comparing(Envelope::accepted, rules.order()).reversed())
                .toList();
        for (Envelope candidate : greatestFirst) {
            Optional<View> view = candidate.entry().flatMap(entry -> over(told, rules, entry.uids(), candidate));
            if (view.isPresent()) {
                return view;
            }
        }
        return greatestFirst.isEmpty() && founders != null
                ? over(told, rules, founders, Envelope.BLANK)
                : Optional.empty();
    }

    private static Optional<View> over(
            Collection<Site> told, Rules rules, SortedMap<String, String> voting, Envelope candidate) {
        List<Ballot> accepted = told.stream()
                .flatMap(site -> site.known().stream().filter(known -> rules.votes(voting, site.name, known.uid())))
                .map(known -> known.envelope().accepted())
                .toList();
        if (accepted.size() < rules.majority()
                || accepted.stream().anyMatch(ballot -> rules.below(candidate.accepted(), ballot))) {
            return Optional.empty();
        }
        long agreeing = accepted.stream()
                .filter(ballot -> !rules.below(ballot, candidate.accepted()))
                .count();
        return Optional.of(new View(voting, candidate, agreeing >= rules.majority()));
    }

    /** Whether nobody votes for this store. */
    boolean hasNoVote(String store) {
        return voting.getOrDefault(store, "").isEmpty();
    }
}
