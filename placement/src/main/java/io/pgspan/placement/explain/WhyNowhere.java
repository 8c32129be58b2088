package io.pgspan.placement.explain;

import io.pgspan.placement.scheduler.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why no node takes a pod, and the least that would have to change.
 *
 * @param pod the pod's name
 * @param refusal the scheduler's own sentence
 * @param reasons every reason against each node, by node name
 * @param relaxations what to give up so that a node takes it, in the plugins' order; none when nothing found helps
 * @param node the node that would then take it
 * @param smallest whether fewer are known not to suffice; false when the search met its bound
 */
public record WhyNowhere(
        String pod,
        String refusal,
        Map<String, List<Reason>> reasons,
        List<Relaxation> relaxations,
        Optional<String> node,
        boolean smallest)
        implements Explanation {

    /** Copies the collections; nodes stay in their order. */
    public WhyNowhere {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        relaxations = List.copyOf(relaxations);
    }

    @Override
    public String sentence() {
        return refusal + " " + helps();
    }

    private String helps() {
        return node.map(there -> "It would fit on " + there + " if you "
                        + relaxations.stream().map(Relaxation::what).collect(Collectors.joining(", and ")) + "."
                        + (smallest ? "" : " Less may do: the search met its bound."))
                .orElse("Nothing that was tried would let it in.");
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(pod)
                .append(" stays pending: ")
                .append(refusal)
                .append('\n');
        reasons.forEach((name, all) -> text.append("  ")
                .append(name)
                .append(": ")
                .append(String.join("; ", all.stream().map(WhyNotThere::said).toList()))
                .append('\n'));
        return text.append(helps()).append('\n').toString();
    }

    @Override
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n  p")
                .append(Tables.label(pod + " pending"))
                .append('\n');
        int number = 0;
        Map<String, List<String>> byReason = reasons.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(r -> Map.entry(r.text(), e.getKey())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        for (Map.Entry<String, List<String>> one : byReason.entrySet()) {
            text.append("  r")
                    .append(number)
                    .append(Tables.label(one.getKey() + "<br/>" + nodes(one.getValue())))
                    .append("\n  p --x r")
                    .append(number++)
                    .append('\n');
        }
        node.ifPresent(there -> text.append("  h")
                .append(Tables.label(relaxations.stream().map(Relaxation::what).collect(Collectors.joining("<br/>"))))
                .append("\n  n")
                .append(Tables.label(there))
                .append("\n  p -.-> h -.-> n\n"));
        return text.toString();
    }

    private static String nodes(List<String> names) {
        int shown = Math.min(names.size(), 5);
        return String.join(", ", names.subList(0, shown))
                + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }
}
