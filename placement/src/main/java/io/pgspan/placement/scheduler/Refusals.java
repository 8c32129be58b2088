package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodTemplate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Counts the reasons of all nodes; the same question is not counted twice while nothing changed. */
final class Refusals {
    private final Evaluation evaluation;
    private final State state;
    private final Reasons texts;
    private @Nullable Refusal known;
    private long knownAt = -1;
    private long knownFinal = -1;

    Refusals(Evaluation evaluation, State state) {
        this.evaluation = evaluation;
        this.state = state;
        this.texts = new Reasons(evaluation, state);
    }

    /** Why no node takes the pod; nodes that only waiting pods keep it from have their codes given. */
    Refusal of(
            PodTemplate pod,
            @Nullable VolumeCheck volumes,
            Map<Integer, Integer> waiting,
            IntFunction<List<Placed>> podsOf,
            @Nullable Placed nominated) {
        boolean plain = volumes == null && waiting.isEmpty() && nominated == null;
        if (plain && known != null && isStill()) {
            return known;
        }
        int[] codes = new int[state.nodes().size()];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = evaluation.code(n, volumes);
            if (codes[n] == Code.PASSES) {
                codes[n] = waiting.getOrDefault(n, Code.PASSES);
            }
        }
        Refusal refusal =
                new Preemption(state, evaluation, pod, volumes, podsOf).refusal("", counted(codes), codes, nominated);
        known = plain ? refusal : null;
        knownAt = state.log().end();
        knownFinal = Arrays.stream(codes).allMatch(Code::isFinal) ? evaluation.codesVersion() : -1;
        return refusal;
    }

    /** Nothing changed at all, or nothing that could be helped by evictions and no node's reason. */
    private boolean isStill() {
        return knownAt == state.log().end() || (knownFinal >= 0 && knownFinal == evaluation.codesVersion());
    }

    private Map<String, Integer> counted(int[] codes) {
        Map<String, Integer> reasons = new HashMap<>();
        boolean named = state.profile().release().namesTaint();
        int from = 0;
        for (int n = 1; n <= codes.length; n++) {
            boolean ends = n == codes.length || codes[n] != codes[from] || (named && codes[n] == Code.TAINT);
            if (ends) {
                int nodes = n - from;
                texts.of(codes[from], from).forEach(reason -> reasons.merge(reason.text(), nodes, Integer::sum));
                from = n;
            }
        }
        return reasons;
    }
}
