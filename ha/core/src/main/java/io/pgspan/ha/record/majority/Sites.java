package io.pgspan.ha.record.majority;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All stores as one proposer knows them, and which look at them is the present one. */
final class Sites {
    private final SortedMap<String, Site> byName = new TreeMap<>();
    private final Rules rules;
    private long look;

    Sites(Set<String> names, Rules rules) {
        names.forEach(name -> byName.put(name, new Site(name)));
        this.rules = rules;
    }

    Collection<Site> all() {
        return byName.values();
    }

    /** @throws PgspanException when there is no such store */
    Site named(String name) {
        Site site = byName.get(name);
        if (site == null) {
            throw new PgspanException("majority record: no store " + name + " among " + byName.keySet());
        }
        return site;
    }

    long look() {
        return look;
    }

    /** From now on only answers to requests sent from now on count as told. */
    void lookAnew() {
        look++;
        all().forEach(Site::forgive);
    }

    Optional<Request> answered(Site site, Answer answer) {
        return site.answered(checked(answer), look, !rules.keep(SafetyRule.FRESH_ANSWERS));
    }

    private Answer checked(Answer answer) {
        if (!(answer instanceof Answer.Found found)) {
            return answer;
        }
        Entry entry = found.envelope().held();
        return entry == null || isOfThese(entry)
                ? answer
                : new Answer.Unknown(
                        "its record was agreed on by the stores " + entry.uids().keySet() + ", asked are "
                                + byName.keySet() + "; name the same stores in every member");
    }

    private boolean isOfThese(Entry entry) {
        if (entry.uids().size() != byName.size()) {
            return false;
        }
        for (Site site : all()) {
            if (!entry.uids().containsKey(site.name)) {
                return false;
            }
        }
        return true;
    }

    /** Those that have answered in this look. */
    List<Site> told() {
        List<Site> told = new ArrayList<>(byName.size());
        for (Site site : all()) {
            if (site.toldIn(look)) {
                told.add(site);
            }
        }
        return told;
    }

    /**
     * Whether every store has answered in this look and none shows a record. A majority would not do: a record may be held by the
     * others alone, when one of these has lost its object and another one was only just admitted.
     */
    boolean allToldNothing() {
        for (Site site : all()) {
            Envelope envelope = site.envelope();
            if (!site.toldIn(look) || (envelope != null && envelope.held() != null)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an answer is still to come in this look. */
    boolean pending() {
        for (Site site : all()) {
            if (pending(site)) {
                return true;
            }
        }
        return false;
    }

    boolean pending(Site site) {
        return !site.toldIn(look) && site.silent().isEmpty();
    }

    /** Those that have promised exactly this ballot. */
    List<Site> promised(Ballot ballot) {
        List<Site> promised = new ArrayList<>(byName.size());
        for (Site site : all()) {
            Envelope envelope = site.envelope();
            if (envelope != null && rules.same(envelope.promised(), ballot)) {
                promised.add(site);
            }
        }
        return promised;
    }

    /** Those of these voters that have taken exactly this write. */
    int accepted(SortedMap<String, String> voting, Ballot ballot) {
        int accepted = 0;
        for (Site site : all()) {
            Site.Known known = site.known();
            if (known != null
                    && rules.same(known.envelope().accepted(), ballot)
                    && rules.votes(voting, site.name, known.uid())) {
                accepted++;
            }
        }
        return accepted;
    }

    long greatestNumber() {
        return envelopes().mapToLong(e -> e.promised().number()).max().orElse(0);
    }

    /** Who votes by the greatest write any store shows, whether or not it has a majority; for messages. */
    SortedMap<String, String> greatestVoting() {
        return envelopes()
                .max(Comparator.comparing(Envelope::accepted))
                .flatMap(Envelope::entry)
                .map(Entry::uids)
                .orElseGet(TreeMap::new);
    }

    private Stream<Envelope> envelopes() {
        return all().stream().map(Site::envelope).flatMap(Stream::ofNullable);
    }

    /** The stores that have lost their vote, each with the reason, as far as is known. */
    SortedMap<String, String> withoutVote() {
        SortedMap<String, String> voting = greatestVoting();
        SortedMap<String, String> reasons = new TreeMap<>();
        for (Site site : all()) {
            String reason = lost(site, voting);
            if (!voting.isEmpty() && !reason.isEmpty()) {
                reasons.put(site.name, reason);
            }
        }
        return reasons;
    }

    private static String lost(Site site, SortedMap<String, String> voting) {
        if (site.absent()) {
            return "its object is gone; it has no vote until an operator consents";
        }
        String voter = voting.getOrDefault(site.name, "");
        Site.Known known = site.known();
        return known == null || voting.isEmpty() || known.uid().equals(voter)
                ? site.wentBack()
                : "its object " + known.uid() + " is not the one that votes (" + (voter.isEmpty() ? "none does" : voter)
                        + "); it has no vote until an operator consents";
    }

    /** What each store that did not help said, for a message. */
    String complaints(SortedMap<String, String> voting) {
        return all().stream()
                .map(site -> complaint(site, voting))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String complaint(Site site, SortedMap<String, String> voting) {
        if (!site.silent().isEmpty()) {
            return site.name + ": " + site.silent();
        }
        String lost = lost(site, voting);
        if (lost.isEmpty() && site.known() != null && !site.waiting()) {
            return "";
        }
        return site.name + ": " + (lost.isEmpty() ? "no answer yet" : lost);
    }
}
