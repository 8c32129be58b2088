package io.pgspan.placement.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change would bring.
 *
 * @param question the change, as a clause
 * @param moves the pods that are placed anew, in order; the others stay
 */
public record Outcome(String question, List<Move> moves) {

    /**
     * One pod.
     *
     * @param pod its name
     * @param from where it was, empty when it was pending or new
     * @param to where it lands, empty when it stays pending
     * @param sentence the scheduler's own sentence when it stays pending, else empty
     */
    public record Move(String pod, Optional<String> from, Optional<String> to, String sentence) {}

    /** Copies the list. */
    public Outcome {
        moves = List.copyOf(moves);
    }

    /** The pods that would stay pending. */
    public List<Move> pending() {
        return moves.stream().filter(move -> move.to().isEmpty()).toList();
    }

    /** The answer in short. */
    public String sentence() {
        String start = "If " + question + ", ";
        if (moves.isEmpty()) {
            return start + "no pod moves.";
        }
        List<String> clauses = new ArrayList<>();
        for (Move move : moves) {
            clauses.add(move.pod() + move.to().map(to -> " lands on " + to).orElse(" stays pending"));
        }
        return start + String.join(", ", clauses) + ".";
    }

    /** The answer as a table, with the scheduler's sentences. Lines end with {@code \n}. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("POD", "FROM", "TO"));
        moves.forEach(
                m -> rows.add(List.of(m.pod(), m.from().orElse("-"), m.to().orElse("(pending) " + m.sentence()))));
        return "If " + question + "\n" + (moves.isEmpty() ? "no pod moves\n" : Tables.text(rows));
    }

    /** The answer as a Mermaid flowchart from old nodes to new ones. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            text.append("  f").append(i).append(Tables.label(move.from().orElse("nowhere")));
            text.append("\n  t").append(i).append(Tables.label(move.to().orElse("pending")));
            text.append("\n  f")
                    .append(i)
                    .append(" -->|")
                    .append(move.pod())
                    .append("| t")
                    .append(i)
                    .append('\n');
        }
        return text.toString();
    }
}
