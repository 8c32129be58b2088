package io.pgspan.placement.survive;

import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The smallest change against each fatal domain: for every level and question of which some single loss is fatal, one change, else two
 * together, that leave no domain of the level fatal; else the fewest that leave fewer of them.
 *
 * <p>A change is refused when it makes the loss of a domain fatal that is survived now, to any question on any level: a vote more in
 * one place must not be paid for in another. What it costs beyond that, any one loss survived where any two were, is told.
 *
 * <p>Cost: the changes of {@link Changes} and their pairs, gentlest first, at most {@link #TRIES_MAX} situations, of each the losses of
 * single domains; when that bound is met before every fatal domain is gone, the best so far is told, and that it may not be the best.
 */
final class Remedies {
    /** Changes in one remedy. */
    static final int ACTIONS_MAX = 2;
    /** Changed situations judged. */
    static final int TRIES_MAX = 300;

    private final Sites sites;
    private final Changes changes;
    private final Outlook now;
    private final Situation situation;

    /** How many changes were put together when the bound was met; 0 when it was not. */
    private int cutAt;

    Remedies(Situation situation) {
        this.situation = situation;
        this.sites = Sites.of(situation.fleet());
        this.changes = new Changes(new Homes(situation.fleet(), situation.members()));
        this.now = new Outlook(new Judge(situation, sites), List.of());
    }

    private record Target(Level level, Question question) {}

    private record Try(List<Action> actions, Situation after, Outlook outlook) {}

    /** One for each level and question that needs it, by level. */
    List<Remedy> all() {
        List<Target> targets = new ArrayList<>();
        for (Level level : Level.values()) {
            for (Question question : Question.values()) {
                if (!now.fatal(level, question).isEmpty()) {
                    targets.add(new Target(level, question));
                }
            }
        }
        if (targets.isEmpty()) {
            return List.of();
        }
        List<Try> tries = grow(List.of(new Try(List.of(), situation, now)));
        List<Try> harmless = harmless(tries);
        if (!targets.stream()
                .allMatch(t -> harmless.stream().anyMatch(one -> left(t, one).isEmpty()))) {
            List<Try> deeper = grow(tries);
            int room = Math.max(0, TRIES_MAX - tries.size());
            if (deeper.size() > room) {
                cutAt = cutAt == 0 ? ACTIONS_MAX : cutAt;
            }
            harmless.addAll(harmless(deeper.subList(0, Math.min(deeper.size(), room))));
        }
        return targets.stream().map(t -> remedy(t, harmless)).toList();
    }

    private List<Try> grow(List<Try> from) {
        List<Try> grown = new ArrayList<>();
        for (Try one : from) {
            for (Changes.Option option : changes.of(one.after())) {
                List<Action> actions = new ArrayList<>(one.actions());
                actions.add(option.action());
                if (grown.size() >= TRIES_MAX) {
                    cutAt = cutAt == 0 ? actions.size() : cutAt;
                    return grown;
                }
                grown.add(new Try(
                        List.copyOf(actions),
                        option.after(),
                        new Outlook(new Judge(option.after(), sites), now.domains)));
            }
        }
        return grown;
    }

    private List<Try> harmless(List<Try> tries) {
        return new ArrayList<>(
                tries.stream().filter(one -> now.isNoWorseIn(one.outlook())).toList());
    }

    private static List<FailureDomain> left(Target target, Try one) {
        return one.outlook().fatal(target.level(), target.question());
    }

    private Remedy remedy(Target target, List<Try> harmless) {
        List<FailureDomain> before = now.fatal(target.level(), target.question());
        List<FailureDomain> least = before;
        Try chosen = new Try(List.of(), situation, now);
        for (Try one : harmless) {
            List<FailureDomain> after = left(target, one);
            if (after.size() < least.size() && before.containsAll(after)) {
                least = after;
                chosen = one;
            }
        }
        List<Action> actions = chosen.actions();
        List<FailureDomain> remains = least;
        List<FailureDomain> removes =
                before.stream().filter(d -> !remains.contains(d)).toList();
        boolean complete = cutAt == 0 || (remains.isEmpty() && actions.size() < cutAt);
        String why = why(target, chosen, removes, remains)
                + (complete ? "" : " Only the first " + TRIES_MAX + " changes were tried.");
        return new Remedy(target.question(), target.level(), actions, removes, remains, complete, why);
    }

    private String why(Target target, Try chosen, List<FailureDomain> removes, List<FailureDomain> remains) {
        if (chosen.actions().isEmpty()) {
            return obstacle(target);
        }
        return "Then " + target.question().claim() + " without " + paths(removes)
                + (remains.isEmpty() ? "." : "; the loss of " + paths(remains) + " stays fatal.")
                + price(chosen.outlook());
    }

    private String price(Outlook then) {
        StringBuilder price = new StringBuilder();
        for (Level level : Level.values()) {
            for (Question question : Question.values()) {
                if (now.survivesTwo(level, question) && !then.survivesTwo(level, question)) {
                    price.append(" It costs that ")
                            .append(question.claim())
                            .append(" without any two ")
                            .append(level.noun(2))
                            .append(", as is so now: then only without any one.");
                }
            }
        }
        return price.toString();
    }

    private static String paths(List<FailureDomain> domains) {
        return String.join(" or ", domains.stream().map(FailureDomain::toString).toList());
    }

    private String obstacle(Target target) {
        int clusters = new TreeSet<>(sites.byCluster().keySet()).size();
        boolean election = target.question() == Question.LEADER || target.question() == Question.WRITES;
        boolean wide = target.level() == Level.CLUSTER || target.level() == Level.REGION;
        ElectionModel model = situation.limits().electionModel();
        if (election && wide && clusters < 3 && model instanceof ElectionModel.MemberMajority) {
            return "Members vote, and of two Kubernetes clusters one always holds half of the votes or more: without a third in the fleet no"
                    + " change helps.";
        }
        if (election && wide && model instanceof ElectionModel.Store) {
            if (!situation.limits().allows(Change.STORES)) {
                return "The operator keeps the record on one API server.";
            }
            if (clusters < ElectionModel.STORES_MIN) {
                return "A majority of API servers needs three that fail one by one, and the fleet has " + clusters
                        + ".";
            }
        }
        return "No change that the operator can carry out, alone or two together, makes the loss of "
                + paths(now.fatal(target.level(), target.question()))
                + " survivable without making another answer worse.";
    }

    /**
     * The single losses of a situation, answered when first asked for. A domain that a change has emptied is judged on: its loss changes
     * nothing, but what was no before any loss stays no.
     */
    private static final class Outlook {
        private final Judge judge;
        private final SortedSet<FailureDomain> domains;
        private final Map<Level, Map<Question, List<FailureDomain>>> fatal = new EnumMap<>(Level.class);

        Outlook(Judge judge, Collection<FailureDomain> before) {
            this.judge = judge;
            this.domains = new TreeSet<>(before);
            domains.addAll(judge.judged());
        }

        List<FailureDomain> fatal(Level level, Question question) {
            return fatal.computeIfAbsent(level, l -> new EnumMap<>(Question.class))
                    .computeIfAbsent(
                            question,
                            q -> domains.stream()
                                    .filter(d -> d.level() == level)
                                    .filter(d -> !judge.holds(q, judge.toll(List.of(d))))
                                    .toList());
        }

        /** Whether the other one has no fatal domain, of those here, that is survived here. */
        boolean isNoWorseIn(Outlook other) {
            for (Level level : Level.values()) {
                for (Question question : Question.values()) {
                    List<FailureDomain> before = fatal(level, question);
                    List<FailureDomain> after = other.fatal(level, question);
                    boolean worse = before.isEmpty()
                            ? !after.isEmpty()
                            : after.stream().anyMatch(d -> domains.contains(d) && !before.contains(d));
                    if (worse) {
                        return false;
                    }
                }
            }
            return true;
        }

        boolean survivesTwo(Level level, Question question) {
            List<FailureDomain> domains = judge.judged(level);
            if (domains.size() < 2 || !fatal(level, question).isEmpty()) {
                return false;
            }
            for (int i = 0; i < domains.size(); i++) {
                for (int j = i + 1; j < domains.size(); j++) {
                    if (!judge.holds(question, judge.toll(List.of(domains.get(i), domains.get(j))))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
