package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A question as a choice of sums over the domains of one level, which are disjoint: a loss is fatal exactly when it reaches one of
 * the thresholds. Not every question is one: who confirms may depend on names, and zones may take shares of several record servers.
 */
final class Thresholds {
    private final Judge judge;
    private final Level level;
    private final int copies;

    Thresholds(Judge judge, Level level) {
        this.judge = judge;
        this.level = level;
        this.copies = judge.acknowledgement().copies().cardinality();
    }

    /** The thresholds; empty when the question is no such choice. */
    Optional<List<Threshold>> of(Question question) {
        if (level == Level.SCENARIO) {
            return Optional.empty();
        }
        List<Threshold> all = new ArrayList<>();
        all.add(new Threshold(this::copies, copies));
        boolean known = switch (question) {
            case COPY -> true;
            case LEADER -> election(all);
            case COMMITS -> commits(all);
            case WRITES -> election(all) && writes(all);
        };
        return known ? Optional.of(List.copyOf(all)) : Optional.empty();
    }

    private int copies(FailureDomain domain) {
        BitSet lost = judge.acknowledgement().copies();
        lost.and(judge.toll(List.of(domain)).members());
        return lost.cardinality();
    }

    private boolean commits(List<Threshold> all) {
        Acknowledgement rule = judge.acknowledgement();
        if (rule.byPriority() || !rule.everyoneConfirms()) {
            return false;
        }
        all.add(new Threshold(this::copies, rule.confirmations() + 1));
        return true;
    }

    private boolean writes(List<Threshold> all) {
        Acknowledgement rule = judge.acknowledgement();
        if (rule.strict() && rule.confirmations() > 0) {
            all.add(new Threshold(this::copies, copies - rule.confirmations()));
            return rule.everyoneConfirms();
        }
        return true;
    }

    private boolean election(List<Threshold> all) {
        return judge.situation()
                .limits()
                .electionModel()
                .match(raft -> votes(all), store -> server(all, store), stores -> servers(all, stores));
    }

    private boolean votes(List<Threshold> all) {
        int members = judge.situation().members().size();
        all.add(new Threshold(
                d -> judge.toll(List.of(d)).members().cardinality(), judge.voters(Toll.none()) - members / 2));
        return true;
    }

    private boolean server(List<Threshold> all, ElectionModel.Store store) {
        if (level == Level.CLUSTER) {
            all.add(new Threshold(d -> d.path().equals(store.domain()) ? 1 : 0, 1));
        } else if (level != Level.NODE) {
            List<Sites.Site> sites = judge.sites().of(store.domain());
            all.add(new Threshold(
                    d -> (int) sites.stream()
                            .filter(s -> s.domains(store.domain()).contains(d))
                            .count(),
                    Math.max(1, (sites.size() + 1) / 2)));
        }
        return true;
    }

    private boolean servers(List<Threshold> all, ElectionModel.StoreMajority stores) {
        if (level == Level.CLUSTER) {
            all.add(new Threshold(d -> stores.domains().contains(d.path()) ? 1 : 0, stores.tolerated() + 1));
        }
        return level == Level.CLUSTER || level == Level.NODE;
    }
}
