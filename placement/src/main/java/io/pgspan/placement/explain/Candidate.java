package io.pgspan.placement.explain;

import io.pgspan.model.fleet.Node;
import io.pgspan.placement.scheduler.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A node and what stands in the way on it.
 *
 * @param node the node
 * @param rules the rules that may be given up, in the plugins' order
 * @param signs equal for nodes to which the same rules say no
 */
record Candidate(Node node, List<Rule> rules, List<String> signs) {

    static Candidate of(Node node) {
        return new Candidate(node, List.of(), List.of());
    }

    /** The same with further reasons and the rules behind them, each kind of rule once. */
    Candidate and(List<Reason> reasons, Trial trial) {
        List<Rule> all = new ArrayList<>(rules);
        new Rules(trial, node)
                .behind(reasons).stream()
                        .filter(rule -> !kinds().contains(rule.kind()))
                        .forEach(all::add);
        all.sort(Comparator.comparing(rule -> rule.relaxation().plugin()));
        List<String> more = new ArrayList<>(signs);
        reasons.forEach(reason -> more.add(sign(reason)));
        all.stream().map(Rule::kind).forEach(more::add);
        return new Candidate(node, List.copyOf(all), List.copyOf(more));
    }

    /** A reason without the domain and the numbers, which stand behind the colon. */
    private static String sign(Reason reason) {
        int colon = reason.detail().indexOf(':');
        return reason.text() + (colon < 0 ? "" : reason.detail().substring(0, colon));
    }

    /** The kinds of its rules. */
    List<String> kinds() {
        return rules.stream().map(Rule::kind).toList();
    }
}
