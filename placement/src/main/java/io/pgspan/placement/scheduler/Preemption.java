package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether evicting pods of lower priority would let a pod in: on each node that removing pods could help, all of them are taken away, and
 * those that may stay put back, the most important first. Disruption budgets are not known and never violated here. The scheduler starts
 * at a random node and stops after a tenth of the nodes, or a hundred, if that is more; here the start is the first name. The state is left
 * as it was found.
 */
final class Preemption {
    private static final String NO_VICTIMS = "No preemption victims found for incoming pod";
    private static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
    private static final int CANDIDATES_MIN = 100;
    private static final int CANDIDATES_PERCENT = 10;

    private static final Comparator<Placed> MOST_IMPORTANT_FIRST = Comparator.comparingInt(Placed::priority)
            .reversed()
            .thenComparingLong(Placed::startedMillis)
            .thenComparing(Placed::key);

    private final State state;
    private final Evaluation evaluation;
    private final PodTemplate pod;
    private final @Nullable VolumeCheck volumes;
    private final IntFunction<List<Placed>> podsOf;
    private final Map<String, Integer> reasons = new HashMap<>();

    Preemption(
            State state,
            Evaluation evaluation,
            PodTemplate pod,
            @Nullable VolumeCheck volumes,
            IntFunction<List<Placed>> podsOf) {
        this.state = state;
        this.evaluation = evaluation;
        this.pod = pod;
        this.volumes = volumes;
        this.podsOf = podsOf;
    }

    /** What would be evicted where. */
    private record Candidate(int node, List<Placed> victims) {
        long sum() {
            return victims.stream()
                    .mapToLong(victim -> victim.priority() + (1L << 31))
                    .sum();
        }

        int highest() {
            return victims.get(0).priority();
        }

        /** The earliest start among the victims of the highest priority. */
        long earliest() {
            return victims.stream()
                    .filter(victim -> victim.priority() == highest())
                    .mapToLong(Placed::startedMillis)
                    .min()
                    .orElse(0);
        }
    }

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::highest)
            .thenComparingLong(Candidate::sum)
            .thenComparingInt(candidate -> candidate.victims().size())
            .thenComparing(Comparator.comparingLong(Candidate::earliest).reversed())
            .thenComparingInt(Candidate::node);

    /** Whether pods that were evicted for it are still going: it waits for them. */
    private boolean waits(@Nullable Placed nominated) {
        return nominated != null
                && podsOf.apply(nominated.node()).stream()
                        .anyMatch(other -> other.priority() < pod.priority()
                                && other.podClass().isTerminating());
    }

    /** The refusal with what preemption makes of it. */
    Refusal refusal(String message, Map<String, Integer> refused, int[] codes, @Nullable Placed nominated) {
        int nodes = state.nodes().size();
        if (pod.preemptionPolicy() == PodTemplate.PreemptionPolicy.NEVER) {
            return new Refusal(nodes, message, refused, "not eligible due to preemptionPolicy=Never.", null);
        }
        if (waits(nominated)) {
            return new Refusal(
                    nodes, message, refused, "not eligible due to a terminating pod on the nominated node.", null);
        }
        List<Candidate> candidates = candidates(codes);
        if (!candidates.isEmpty()) {
            candidates.sort(BEST_FIRST);
            Candidate best = candidates.get(0);
            return new Refusal(
                    nodes,
                    message,
                    refused,
                    "",
                    new Refusal.Eviction(
                            state.nodes().name(best.node()),
                            best.victims().stream().map(Placed::key).toList()));
        }
        return new Refusal(nodes, message, refused, Refusal.available(nodes, "", reasons), null);
    }

    private List<Candidate> candidates(int[] codes) {
        int enough = Math.max(CANDIDATES_MIN, codes.length * CANDIDATES_PERCENT / 100);
        List<Candidate> found = new ArrayList<>();
        int noVictims = 0;
        int notHelpful = 0;
        for (int n = 0; n < codes.length && found.size() < enough; n++) {
            if (Code.isFinal(codes[n])) {
                notHelpful++;
                continue;
            }
            List<Placed> lower = podsOf.apply(n).stream()
                    .filter(other -> other.priority() < pod.priority())
                    .sorted(MOST_IMPORTANT_FIRST)
                    .toList();
            if (lower.isEmpty()) {
                noVictims++;
                continue;
            }
            List<Placed> victims = victims(n, lower);
            if (!victims.isEmpty()) {
                found.add(new Candidate(n, victims));
            }
        }
        count(NO_VICTIMS, noVictims);
        count(NOT_HELPFUL, notHelpful);
        return found;
    }

    private void count(String reason, int nodes) {
        if (nodes > 0) {
            reasons.merge(reason, nodes, Integer::sum);
        }
    }

    /** The pods that must go; empty when even without all of them the pod does not pass. */
    private List<Placed> victims(int node, List<Placed> lower) {
        lower.forEach(state::remove);
        evaluation.sync();
        int code = evaluation.code(node, volumes);
        List<Placed> victims = new ArrayList<>();
        if (code != Code.PASSES) {
            new Reasons(evaluation, state).of(code, node).forEach(reason -> count(reason.text(), 1));
            lower.forEach(state::add);
        } else {
            for (Placed other : lower) {
                state.add(other);
                evaluation.sync();
                if (!evaluation.passes(node, volumes)) {
                    state.remove(other);
                    victims.add(other);
                }
            }
            victims.forEach(state::add);
        }
        evaluation.sync();
        return victims;
    }
}
