package io.pgspan.placement.survive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fewest domains whose common loss turns a question's answer into no.
 *
 * @param question what is asked
 * @param domains the domains, sorted; none when the answer is no before any loss
 * @param provenNoFewer every smaller number of domains is known to be survived; {@code domains} is smallest exactly when this is one
 *     less than their number. Else the search met its bound, and the truth lies between
 */
public record FatalSet(Question question, List<FailureDomain> domains, int provenNoFewer) {
    /** Copies the list. */
    public FatalSet {
        domains = List.copyOf(domains);
    }

    /** Whether no smaller set is fatal. */
    public boolean isSmallest() {
        return provenNoFewer >= domains.size() - 1;
    }

    /** The level of the domains, if they are of one. */
    public Optional<Level> level() {
        List<Level> levels =
                domains.stream().map(FailureDomain::level).distinct().toList();
        return levels.size() == 1 ? Optional.of(levels.get(0)) : Optional.empty();
    }

    /** The set as a sentence. */
    public String why() {
        if (domains.isEmpty()) {
            return "Before any loss it is not certain that " + question.claim() + ".";
        }
        String lost = domains.stream().map(FailureDomain::toString).collect(Collectors.joining(", "));
        return "Without " + lost + " it is not certain that " + question.claim()
                + (isSmallest()
                        ? domains.size() == 1 ? "." : "; no fewer domains are fatal."
                        : "; a set of more than " + provenNoFewer
                                + " and fewer domains may be fatal too: the search met its bound.");
    }
}
