package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Label;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a scheduler would refuse of its configuration. */
final class ProfileRules {
    private static final int PERCENT_MAX = 100;
    private static final int POINT_SCORE_MAX = 10;

    private final List<Violation> found = new ArrayList<>();

    private ProfileRules() {}

    static List<Violation> check(SchedulerProfile profile) {
        ProfileRules rules = new ProfileRules();
        rules.within("profile.percentage", "profile.percentageOfNodesToScore", profile.percentageOfNodesToScore(), 0);
        rules.within("profile.affinity-weight", "profile.hardPodAffinityWeight", profile.hardPodAffinityWeight(), 0);
        new TreeMap<>(profile.weights()).forEach((plugin, weight) -> {
            if (weight < 1) {
                rules.add(
                        "profile.weight",
                        "profile.weights[" + plugin + "]",
                        weight,
                        "a plugin that scores has a positive weight",
                        "use 1 or more, or leave the plugin out");
            }
        });
        rules.strategy(profile.strategy());
        profile.defaultSpreads().ifPresent(rules::spreads);
        return rules.found;
    }

    private void within(String rule, String path, int value, int least) {
        if (value < least || value > PERCENT_MAX) {
            add(rule, path, value, "it is out of range", "use " + least + " to " + PERCENT_MAX);
        }
    }

    private void strategy(Strategy strategy) {
        strategy.weights()
                .forEach((resource, weight) ->
                        within("profile.strategy", "profile.strategy.weights[" + resource + "]", weight, 1));
        if (strategy.kind() == Strategy.Kind.REQUESTED_TO_CAPACITY_RATIO
                && strategy.shape().isEmpty()) {
            add("profile.strategy", "profile.strategy.shape", "", "a line needs a point", "name one or more");
        }
        int before = -1;
        for (int i = 0; i < strategy.shape().size(); i++) {
            Strategy.Point point = strategy.shape().get(i);
            String path = "profile.strategy.shape[" + i + "]";
            if (point.utilization() <= before || point.utilization() > PERCENT_MAX) {
                add(
                        "profile.strategy",
                        path + ".utilization",
                        point.utilization(),
                        "the points rise from 0 to " + PERCENT_MAX,
                        "sort them, each once");
            }
            if (point.score() < 0 || point.score() > POINT_SCORE_MAX) {
                add(
                        "profile.strategy",
                        path + ".score",
                        point.score(),
                        "it is out of range",
                        "use 0 to " + POINT_SCORE_MAX);
            }
            before = point.utilization();
        }
    }

    private void spreads(List<Spread> spreads) {
        for (int i = 0; i < spreads.size(); i++) {
            Spread spread = spreads.get(i);
            String path = "profile.defaultSpreads[" + i + "]";
            if (spread.maxSkew() < 1) {
                add(
                        "profile.spread",
                        path + ".maxSkew",
                        spread.maxSkew(),
                        "domains can't differ by less than one pod",
                        "use 1 or more");
            }
            if (!Label.isKey(spread.topologyKey())) {
                add(
                        "profile.spread",
                        path + ".topologyKey",
                        spread.topologyKey(),
                        "no node can have such a label",
                        "name a label");
            }
            if (spread.pods().isPresent()) {
                add(
                        "profile.spread",
                        path + ".selector",
                        spread.pods().get(),
                        "default constraints count by each pod's own services and owner",
                        "leave the selector out");
            }
        }
    }

    private void add(String rule, String path, Object value, String message, String remedy) {
        found.add(Violation.of(rule, path, value.toString(), message, remedy));
    }
}
