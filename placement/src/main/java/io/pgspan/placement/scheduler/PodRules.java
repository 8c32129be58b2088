package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.Affinity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Affinity between one shape of pod and all others, both ways, as sums per domain: where pods are that it must be near to, that it must
 * avoid, that avoid it, and what preferences are worth. Pods being deleted count.
 */
final class PodRules {
    private final List<Term> near;
    private final List<Term> apart;
    private final List<Term> preferNear;
    private final List<Term> preferApart;
    private final PodClass self;
    private final SchedulerProfile profile;
    private final Function<String, Map<String, String>> namespaces;
    private final Function<String, Topology> topologies;
    private final boolean selfIsNear;
    private final Map<String, PairTally> attracting = new LinkedHashMap<>();
    private final Map<String, PairTally> avoided = new LinkedHashMap<>();
    private final Map<String, PairTally> repelling = new LinkedHashMap<>();
    private final Map<String, PairTally> preferred = new LinkedHashMap<>();

    /** The class of the pod itself tells its labels; its terms are its own, well-formed or not. */
    PodRules(
            PodClass self,
            Affinity affinity,
            SchedulerProfile profile,
            Function<String, Map<String, String>> namespaces,
            Function<String, Topology> topologies) {
        this.self = self;
        this.profile = profile;
        this.namespaces = namespaces;
        this.topologies = topologies;
        this.near = Term.required(affinity.near().required(), self.namespace(), self.labels());
        this.apart = Term.required(affinity.apart().required(), self.namespace(), self.labels());
        this.preferNear = Term.preferred(affinity.near().preferred(), self.namespace(), self.labels());
        this.preferApart = Term.preferred(affinity.apart().preferred(), self.namespace(), self.labels());
        this.selfIsNear = matchesAll(near, self);
        near.forEach(term -> tally(attracting, term));
    }

    /** What Kubernetes would refuse about the pod's own terms, or null. */
    @Nullable
    String problem() {
        for (List<Term> terms : List.of(near, apart, preferNear, preferApart)) {
            for (Term term : terms) {
                @Nullable String problem = term.problem();
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private PairTally tally(Map<String, PairTally> tallies, Term term) {
        return tallies.computeIfAbsent(term.topologyKey(), key -> new PairTally(topologies.apply(key)));
    }

    private boolean matches(Term term, PodClass pod) {
        return term.matches(pod.namespace(), namespaces.apply(pod.namespace()), pod.labels());
    }

    private boolean matchesAll(List<Term> terms, PodClass pod) {
        return terms.stream().allMatch(term -> matches(term, pod));
    }

    /** Adds what each pod of that class means for this shape. */
    void contributions(PodClass other, List<Contribution> found) {
        if (!near.isEmpty() && matchesAll(near, other)) {
            near.forEach(term -> found.add(new Contribution(tally(attracting, term), 1)));
        }
        count(found, avoided, apart, other, 1);
        count(found, repelling, other.apart(), self, 1);
        boolean prefers = !preferNear.isEmpty() || !preferApart.isEmpty();
        if (!prefers && profile.ignorePreferredTermsOfExistingPods()) {
            return;
        }
        weigh(found, preferNear, other, 1);
        weigh(found, preferApart, other, -1);
        weigh(found, other.preferNear(), self, 1);
        weigh(found, other.preferApart(), self, -1);
        if (profile.hardPodAffinityWeight() > 0) {
            count(found, preferred, other.near(), self, profile.hardPodAffinityWeight());
        }
    }

    private void count(
            List<Contribution> found, Map<String, PairTally> tallies, List<Term> terms, PodClass pod, int amount) {
        for (Term term : terms) {
            if (matches(term, pod)) {
                found.add(new Contribution(tally(tallies, term), amount));
            }
        }
    }

    private void weigh(List<Contribution> found, List<Term> terms, PodClass pod, int sign) {
        for (Term term : terms) {
            if (matches(term, pod)) {
                found.add(new Contribution(tally(preferred, term), (long) sign * term.weight()));
            }
        }
    }

    void clear() {
        for (Map<String, PairTally> tallies : List.of(attracting, avoided, repelling, preferred)) {
            tallies.values().forEach(PairTally::clear);
        }
    }

    /** Whether no node can be out because of other pods. */
    boolean isIdle() {
        return near.isEmpty() && allEmpty(avoided) && allEmpty(repelling);
    }

    private static boolean allEmpty(Map<String, PairTally> tallies) {
        for (PairTally tally : tallies.values()) {
            if (!tally.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The first of a group of pods that want to be together may go anywhere. */
    private boolean mayBeFirst() {
        return selfIsNear && allEmpty(attracting);
    }

    /** Strikes out, with −1, every node that other pods keep it from. */
    void filter(int[] totals) {
        if (!near.isEmpty()) {
            boolean first = mayBeFirst();
            attracting.values().forEach(tally -> strike(totals, tally, first));
        }
        avoided.values().forEach(tally -> strike(totals, tally));
        repelling.values().forEach(tally -> strike(totals, tally));
    }

    private static void strike(int[] totals, PairTally tally, boolean first) {
        int[] values = tally.topology().values();
        long[] sums = tally.sums();
        for (int n = 0; n < totals.length; n++) {
            int value = values[n];
            if (value < 0 || (!first && sums[value] == 0)) {
                totals[n] = -1;
            }
        }
    }

    private static void strike(int[] totals, PairTally tally) {
        if (tally.isEmpty()) {
            return;
        }
        int[] values = tally.topology().values();
        long[] sums = tally.sums();
        for (int n = 0; n < totals.length; n++) {
            int value = values[n];
            if (value >= 0 && sums[value] > 0) {
                totals[n] = -1;
            }
        }
    }

    /** The first rule that keeps it from a node, as a code. */
    int code(int node) {
        if (!isNear(node)) {
            return Code.NOT_NEAR;
        }
        return isTooNear(node) ? Code.TOO_NEAR : isRepelled(node) ? Code.REPELLED : Code.PASSES;
    }

    boolean isNear(int node) {
        boolean first = mayBeFirst();
        for (PairTally tally : attracting.values()) {
            if (!tally.has(node) || (!first && tally.of(node) == 0)) {
                return false;
            }
        }
        return true;
    }

    boolean isTooNear(int node) {
        return meets(avoided, node);
    }

    boolean isRepelled(int node) {
        return meets(repelling, node);
    }

    /** The keys on which it must avoid pods of that class. */
    List<String> keysApart(PodClass other) {
        return keys(apart, other);
    }

    /** The keys on which pods of that class avoid it. */
    List<String> keysRepelling(PodClass other) {
        return keys(other.apart(), self);
    }

    private List<String> keys(List<Term> terms, PodClass pod) {
        return terms.stream()
                .filter(term -> matches(term, pod))
                .map(Term::topologyKey)
                .toList();
    }

    private static boolean meets(Map<String, PairTally> tallies, int node) {
        for (PairTally tally : tallies.values()) {
            if (tally.of(node) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether preferences are worth anything anywhere. */
    boolean scores() {
        return !allEmpty(preferred);
    }

    /** Fills in what preferences are worth on each node. */
    void score(long[] raw) {
        Arrays.fill(raw, 0);
        for (PairTally tally : preferred.values()) {
            if (!tally.isEmpty()) {
                int[] values = tally.topology().values();
                long[] sums = tally.sums();
                for (int n = 0; n < raw.length; n++) {
                    raw[n] += values[n] < 0 ? 0 : sums[values[n]];
                }
            }
        }
    }
}
