package io.pgspan.placement.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every plugin's part in what the nodes that passed are worth. */
final class ScoreTable {
    private final Evaluation evaluation;
    private final State state;
    private final Scratch scratch;

    ScoreTable(Evaluation evaluation, State state, Scratch scratch) {
        this.evaluation = evaluation;
        this.state = state;
        this.scratch = scratch;
    }

    List<NodeScore> of(int[] totals) {
        List<List<NodeScore.Part>> parts = new ArrayList<>();
        for (int n = 0; n < totals.length; n++) {
            parts.add(new ArrayList<>());
        }
        preference(parts, totals, Plugin.TAINT_TOLERATION, evaluation.taints());
        if (evaluation.likesSomeNodes()) {
            preference(parts, totals, Plugin.NODE_AFFINITY, evaluation.affinity());
        }
        for (int n = 0; n < totals.length; n++) {
            int free = evaluation.free().free(n);
            add(parts, n, Plugin.NODE_RESOURCES_FIT, free, free);
        }
        if (evaluation.spreads().scores()) {
            evaluation.spreads().score(totals, scratch, -1);
            compared(parts, totals, Plugin.POD_TOPOLOGY_SPREAD);
        }
        if (evaluation.rules().scores()) {
            evaluation.rules().score(scratch.raw());
            PodScores.normalise(totals, scratch);
            compared(parts, totals, Plugin.INTER_POD_AFFINITY);
        }
        for (int n = 0; n < totals.length; n++) {
            if (evaluation.free().balances()) {
                int balance = evaluation.free().balance(n);
                add(parts, n, Plugin.BALANCED_ALLOCATION, balance, balance);
            }
            add(parts, n, Plugin.IMAGE_LOCALITY, evaluation.image(n), evaluation.image(n));
        }
        List<NodeScore> scores = new ArrayList<>();
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] >= 0) {
                scores.add(new NodeScore(state.nodes().name(n), parts.get(n)));
            }
        }
        scores.sort(Comparator.comparingInt(NodeScore::total).reversed());
        return scores;
    }

    private void preference(List<List<NodeScore.Part>> parts, int[] totals, Plugin plugin, Preference preference) {
        int max = preference.max(totals);
        for (int n = 0; n < totals.length; n++) {
            add(parts, n, plugin, preference.raw(n), preference.score(n, max));
        }
    }

    private void compared(List<List<NodeScore.Part>> parts, int[] totals, Plugin plugin) {
        for (int n = 0; n < totals.length; n++) {
            add(parts, n, plugin, scratch.raw()[n], scratch.normalised()[n]);
        }
    }

    private void add(List<List<NodeScore.Part>> parts, int node, Plugin plugin, long raw, int normalised) {
        int weight = state.profile().weight(plugin);
        if (weight != 0) {
            parts.get(node).add(new NodeScore.Part(plugin, raw, normalised, weight));
        }
    }
}
