package io.pgspan.testkit.chaos;

import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.assertions.TwoPrimaries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must be true of every run, whatever was done to the cluster. Each method returns a sentence per violation; no sentence is good.
 * Nothing in here knows an agent's rules: rows, times, timelines and audit records are compared with each other.
 */
public final class ChaosJudge {
    /** How long after a thaw a server whose guard was frozen may still be seen out of recovery: both wake at once. */
    private static final Duration AFTER_THAW = Duration.ofSeconds(2);

    private ChaosJudge() {}

    /**
     * Every acknowledged row is there.
     *
     * @param present each member's writer to the ids found on the last primary
     */
    public static List<String> lostRows(
            Collection<Acknowledgement> acknowledged, Map<String, ? extends Set<Long>> present) {
        Map<String, List<Long>> lost = new TreeMap<>();
        for (Acknowledgement a : acknowledged) {
            Set<Long> there = present.get(a.member());
            if (there == null || !there.contains(a.id())) {
                lost.computeIfAbsent(a.member() + " on timeline " + a.timeline(), m -> new ArrayList<>())
                        .add(a.id());
            }
        }
        return lost.entrySet().stream()
                .map(e -> e.getValue().size() + " acknowledged rows of " + e.getKey() + " are lost, ids "
                        + e.getValue().get(0) + " to "
                        + e.getValue().get(e.getValue().size() - 1))
                .toList();
    }

    /**
     * No server acknowledged a row after another of a later timeline had, and no timeline had two servers. A row was committed some time
     * between its sending and its acknowledgement; so only one sent after the other's acknowledgement proves anything.
     */
    public static List<String> writablePrimaries(Collection<Acknowledgement> acknowledged) {
        List<String> violations = new ArrayList<>();
        Map<Integer, String> owners = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (Acknowledgement a : acknowledged) {
            String owner = owners.computeIfAbsent(a.timeline(), t -> a.member());
            if (!owner.equals(a.member()) && told.add(a.timeline() + a.member())) {
                violations.add(
                        "both " + owner + " and " + a.member() + " acknowledged rows on timeline " + a.timeline());
            }
        }
        List<Acknowledgement> bySent = acknowledged.stream()
                .sorted(Comparator.comparingLong(Acknowledgement::sentNanos))
                .toList();
        List<Acknowledgement> byArrival = acknowledged.stream()
                .sorted(Comparator.comparingLong(Acknowledgement::acknowledgedNanos))
                .toList();
        Map<String, Integer> stale = new TreeMap<>();
        Optional<Acknowledgement> newest = Optional.empty();
        int arrived = 0;
        for (Acknowledgement a : bySent) {
            for (;
                    arrived < byArrival.size() && byArrival.get(arrived).acknowledgedNanos() < a.sentNanos();
                    arrived++) {
                Acknowledgement earlier = byArrival.get(arrived);
                if (newest.filter(n -> n.timeline() >= earlier.timeline()).isEmpty()) {
                    newest = Optional.of(earlier);
                }
            }
            newest.filter(n -> n.timeline() > a.timeline())
                    .ifPresent(n -> stale.merge(
                            a.member() + " on timeline " + a.timeline() + " after the first of " + n.member()
                                    + " on timeline " + n.timeline(),
                            1,
                            Integer::sum));
        }
        stale.forEach((what, count) -> violations.add(count + " rows were acknowledged by " + what));
        return violations;
    }

    /**
     * No two servers were out of recovery at one moment, unless agent and guard of one were frozen: nothing is left then that could end it,
     * and {@link #writablePrimaries} must find that it acknowledged nothing.
     */
    public static List<String> overlaps(List<TwoPrimaries> seen, List<Harmed> harmed) {
        return seen.stream()
                .filter(two -> harmed.stream().noneMatch(h -> excuses(h, two)))
                .map(two -> two.one() + " and " + two.other() + " were both out of recovery for "
                        + two.length().toMillis() + " ms from " + two.from())
                .toList();
    }

    private static boolean excuses(Harmed harmed, TwoPrimaries two) {
        Instant end = two.from().plus(two.length());
        return harmed.fault().disarmsTheGuard()
                && (harmed.member().equals(two.one()) || harmed.member().equals(two.other()))
                && end.isAfter(harmed.from())
                && end.isBefore(harmed.until().plus(AFTER_THAW));
    }

    /**
     * Each change of timeline has its audit record: of a promotion from that timeline, by a member that had received the WAL up to the change,
     * and which the engine decides in the same way again. Each timeline on which a row was acknowledged is part of the history.
     */
    public static List<String> timelines(
            TimelineHistory last, Collection<Acknowledgement> acknowledged, List<Promotion> promotions) {
        List<String> violations = new ArrayList<>();
        for (TimelineHistory.Switch change : last.switches()) {
            List<Promotion> from = promotions.stream()
                    .filter(p -> p.fromTimeline() == change.timeline() && covers(p, change.at()))
                    .toList();
            if (from.isEmpty()) {
                violations.add("the end of timeline " + change.timeline() + " at " + change.at()
                        + " is explained by no audit record of a promotion; there are " + promotions);
            } else if (from.stream().noneMatch(Promotion::replays)) {
                violations.add("the end of timeline " + change.timeline() + " at " + change.at()
                        + " is explained only by audit records that replay to another decision: " + from);
            }
        }
        acknowledged.stream()
                .map(Acknowledgement::timeline)
                .distinct()
                .filter(t -> t != last.timeline() && last.endOf(t).isEmpty())
                .forEach(t -> violations.add(
                        "rows were acknowledged on timeline " + t + ", which is no ancestor of the last one, " + last));
        return violations;
    }

    private static boolean covers(Promotion promotion, Lsn change) {
        return !change.isAfter(promotion.received());
    }
}
