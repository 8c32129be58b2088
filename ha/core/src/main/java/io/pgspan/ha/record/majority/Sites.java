package io.pgspan.ha.record.majority;

import io.pgspan.model.PgspanException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        return answer instanceof Answer.Found found
                        && found.envelope()
                                .entry()
                                .filter(e -> !e.uids().keySet().equals(byName.keySet()))
                                .isPresent()
                ? new Answer.Unknown("its record was agreed on by the stores "
                        + found.envelope().entry().map(e -> e.uids().keySet()).orElseThrow() + ", asked are "
                        + byName.keySet() + "; name the same stores in every member")
                : answer;
    }

    /** Those that have answered in this look. */
    List<Site> told() {
        return matching(site -> site.toldIn(look));
    }

    /**
     * Whether every store has answered in this look and none shows a record. A majority would not do: a record may be held by the
     * others alone, when one of these has lost its object and another one was only just admitted.
     */
    boolean allToldNothing() {
        return all().stream()
                .allMatch(site -> site.toldIn(look)
                        && envelope(site).flatMap(Envelope::entry).isEmpty());
    }

    /** Whether an answer is still to come in this look. */
    boolean pending() {
        return all().stream().anyMatch(this::pending);
    }

    boolean pending(Site site) {
        return !site.toldIn(look) && site.silent().isEmpty();
    }

    /** Those that have promised exactly this ballot. */
    List<Site> promised(Ballot ballot) {
        return matching(site ->
                envelope(site).filter(e -> rules.same(e.promised(), ballot)).isPresent());
    }

    /** Those of these voters that have taken exactly this write. */
    long accepted(SortedMap<String, String> voting, Ballot ballot) {
        return all().stream()
                .filter(site -> site.known()
                        .filter(k -> rules.votes(voting, site.name, k.uid()))
                        .filter(k -> rules.same(k.envelope().accepted(), ballot))
                        .isPresent())
                .count();
    }

    long greatestNumber() {
        return all().stream()
                .flatMap(site -> envelope(site).stream())
                .mapToLong(e -> e.promised().number())
                .max()
                .orElse(0);
    }

    /** Who votes by the greatest write any store shows, whether or not it has a majority; for messages. */
    SortedMap<String, String> greatestVoting() {
        return all().stream()
                .flatMap(site -> envelope(site).stream())
                .max(Comparator.comparing(Envelope::accepted))
                .flatMap(Envelope::entry)
                .map(Entry::uids)
                .orElseGet(TreeMap::new);
    }

    static Optional<Envelope> envelope(Site site) {
        return site.known().map(Site.Known::envelope);
    }

    private List<Site> matching(Predicate<Site> wanted) {
        return all().stream().filter(wanted).toList();
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
        return site.known()
                .filter(known -> !voting.isEmpty() && !known.uid().equals(voter))
                .map(known -> "its object " + known.uid() + " is not the one that votes ("
                        + (voter.isEmpty() ? "none does" : voter) + "); it has no vote until an operator consents")
                .orElse(site.wentBack());
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
        if (lost.isEmpty() && site.known().isPresent() && !site.waiting()) {
            return "";
        }
        return site.name + ": " + (lost.isEmpty() ? "no answer yet" : lost);
    }
}
