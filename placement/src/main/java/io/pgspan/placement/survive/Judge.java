package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers each {@link Question} for any set of lost domains. All four are monotone: who loses more domains never gets a better answer,
 * which is what {@link FatalSets} rests on.
 *
 * <ul>
 *   <li>Leader: a data-bearing member is left, and whoever decides can decide: more than half of all members, pending ones counted as
 *       absent; the record's API server; or more than half of the record's servers.
 *   <li>Commits, writes: see {@link Acknowledgement}. Writes need a leader too.
 *   <li>An API server falls with its Kubernetes cluster, and with half or more of the zones its nodes lie in; single nodes leave it up.
 * </ul>
 *
 * <p>Cost: of one answer, members × members at most: where anyone may have been the primary, and who confirms depends on that.
 */
final class Judge {
    private final Situation situation;
    private final Sites sites;
    private final Acknowledgement acknowledgement;
    private final SortedMap<FailureDomain, Toll> tolls;
    private final List<Resident> members;
    private final BitSet running = new BitSet();
    private final List<String> siteOwners = new ArrayList<>();

    Judge(Situation situation) {
        this(situation, Sites.of(situation.fleet()));
    }

    /** A judge who knows the fleet already. */
    Judge(Situation situation, Sites sites) {
        this.situation = situation;
        this.members = situation.members();
        this.sites = sites;
        this.acknowledgement = new Acknowledgement(situation.replication(), members);
        for (int i = 0; i < members.size(); i++) {
            running.set(i, members.get(i).isPlaced());
        }
        sites.byCluster().forEach((cluster, all) -> all.forEach(site -> siteOwners.add(cluster)));
        this.tolls = new TreeMap<>();
        Map<FailureDomain, Toll> known = known();
        domains().forEach(domain -> tolls.put(domain, of(known, domain)));
        situation
                .scenarios()
                .forEach(s -> tolls.put(
                        s.domain(),
                        Toll.sum(s.domains().stream().map(d -> of(known, d)).toList())));
    }

    /** The domains that hold a member, the record or the hub, sorted; then the scenarios. */
    List<FailureDomain> judged() {
        return List.copyOf(tolls.keySet());
    }

    List<FailureDomain> judged(Level level) {
        return tolls.keySet().stream().filter(d -> d.level() == level).toList();
    }

    Situation situation() {
        return situation;
    }

    Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    Sites sites() {
        return sites;
    }

    /** What some domains take with them. */
    Toll toll(Collection<FailureDomain> lost) {
        return Toll.sum(
                lost.stream().map(d -> tolls.getOrDefault(d, Toll.none())).toList());
    }

    /** The Kubernetes clusters of the record, sorted; none where members vote. */
    static List<String> stores(ElectionModel election) {
        return election.match(
                members -> List.of(), store -> List.of(store.domain()), ElectionModel.StoreMajority::domains);
    }

    /** What each domain takes that a member lives in, or a node of the fleet. */
    private Map<FailureDomain, Toll> known() {
        Map<FailureDomain, Toll> known = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            for (Level level : Level.values()) {
                int member = i;
                members.get(i)
                        .domain(level)
                        .ifPresent(d -> of(known, d).members().set(member));
            }
        }
        int number = 0;
        for (Map.Entry<String, List<Sites.Site>> cluster : sites.byCluster().entrySet()) {
            for (Sites.Site site : cluster.getValue()) {
                for (FailureDomain domain : site.domains(cluster.getKey())) {
                    of(known, domain).sites().set(number);
                }
                number++;
            }
        }
        return known;
    }

    private static Toll of(Map<FailureDomain, Toll> known, FailureDomain domain) {
        return known.computeIfAbsent(domain, d -> Toll.of(d));
    }

    /** The domains that hold a member, the record or the hub. */
    private NavigableSet<FailureDomain> domains() {
        NavigableSet<FailureDomain> found = new TreeSet<>();
        for (Level level : Level.values()) {
            members.forEach(m -> m.domain(level).ifPresent(found::add));
        }
        found.add(FailureDomain.cluster(sites.hub()));
        for (String store : stores(situation.limits().electionModel())) {
            found.add(FailureDomain.cluster(store));
            sites.of(store).forEach(site -> found.addAll(site.domains(store)));
        }
        return found;
    }

    boolean holds(Question question, Toll lost) {
        return switch (question) {
            case LEADER -> copyLeft(lost) && decidable(lost);
            case COMMITS -> copyLeft(lost) && acknowledgement.safe(lost.members());
            case COPY -> copyLeft(lost);
            case WRITES -> copyLeft(lost) && decidable(lost) && acknowledgement.confirmable(lost.members());
        };
    }

    private boolean copyLeft(Toll lost) {
        BitSet copies = acknowledgement.copies();
        copies.andNot(lost.members());
        return !copies.isEmpty();
    }

    /** Whether someone can be named primary, as far as votes or the record go. */
    boolean decidable(Toll lost) {
        return situation
                .limits()
                .electionModel()
                .match(
                        raft -> 2 * voters(lost) > members.size(),
                        store -> !apiServerLost(store.domain(), lost),
                        stores -> stores.domains().stream()
                                        .filter(s -> apiServerLost(s, lost))
                                        .count()
                                <= stores.tolerated());
    }

    /** Members that are left. */
    int voters(Toll lost) {
        BitSet left = (BitSet) running.clone();
        left.andNot(lost.members());
        return left.cardinality();
    }

    boolean apiServerLost(String cluster, Toll lost) {
        if (lost.clusters().contains(cluster)) {
            return true;
        }
        int all = 0;
        int gone = 0;
        for (int i = 0; i < siteOwners.size(); i++) {
            if (siteOwners.get(i).equals(cluster)) {
                all++;
                gone += lost.sites().get(i) ? 1 : 0;
            }
        }
        return gone > 0 && 2 * gone >= all;
    }

    /** The whole verdict on a loss. */
    Loss loss(List<FailureDomain> domains) {
        Toll lost = toll(domains);
        Map<Question, Boolean> answers = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            answers.put(question, holds(question, lost));
        }
        List<String> gone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (running.get(i)) {
                (lost.members().get(i) ? gone : left).add(members.get(i).pod());
            }
        }
        SortedSet<String> servers = new TreeSet<>(sites.byCluster().keySet());
        servers.addAll(lost.clusters());
        servers.removeIf(server -> !apiServerLost(server, lost));
        return new Loss(
                domains.stream().sorted().toList(),
                gone,
                left,
                List.copyOf(servers),
                answers,
                new Sentences(this, lost, servers).all());
    }
}
