package io.pgspan.placement.explain;

import io.pgspan.placement.scheduler.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Why a pod does not land on a node: it can't, or another node is worth more.
 *
 * @param pod the pod's name
 * @param node the node asked about
 * @param reasons every reason against it, in the plugins' order; none when it can take the pod
 * @param better the node compared with the one foretold, when it can take the pod and is not that one
 */
public record WhyNotThere(String pod, String node, List<Reason> reasons, Optional<Comparison> better)
        implements Explanation {

    /** Copies the list. */
    public WhyNotThere {
        reasons = List.copyOf(reasons);
    }

    /** Whether the node can take the pod. */
    public boolean fits() {
        return reasons.isEmpty();
    }

    @Override
    public String sentence() {
        if (fits()) {
            return better.map(b -> pod + " fits on " + node + ". " + b.sentence())
                    .orElse(pod + " fits on " + node + ", and lands there.");
        }
        return pod + " can't run on " + node + ": "
                + String.join("; ", reasons.stream().map(WhyNotThere::said).toList()) + ".";
    }

    static String said(Reason reason) {
        return reason.text() + (reason.detail().isEmpty() ? "" : " (" + reason.detail() + ")");
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        if (fits()) {
            return text.append(sentence())
                    .append('\n')
                    .append(better.map(Comparison::text).orElse(""))
                    .toString();
        }
        text.append(pod).append(" can't run on ").append(node).append('\n');
        reasons.forEach(r -> text.append("  ")
                .append(r.plugin())
                .append(": ")
                .append(said(r))
                .append('\n'));
        return text.toString();
    }

    @Override
    public String mermaid() {
        StringBuilder text =
                new StringBuilder("flowchart LR\n  p").append(Tables.label(pod)).append('\n');
        text.append("  n").append(Tables.label(node)).append('\n');
        for (int i = 0; i < reasons.size(); i++) {
            text.append("  r").append(i).append(Tables.label(reasons.get(i).plugin() + ": " + said(reasons.get(i))));
            text.append("\n  p --x r").append(i).append(" --x n\n");
        }
        better.ifPresent(b -> text.append("  b")
                .append(Tables.label(b.other() + ", worth " + b.otherTotal()))
                .append("\n  p --> b\n  p -.->|worth ")
                .append(b.total())
                .append("| n\n"));
        return text.toString();
    }
}
