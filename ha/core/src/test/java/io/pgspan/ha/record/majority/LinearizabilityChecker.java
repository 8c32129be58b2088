package io.pgspan.ha.record.majority;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history is one of a register with compare-and-swap. Each text is written by one operation and names what it replaced, so
 * the order of the values is forced: the chain that ends in the last one. What is left to check is that everything told to a caller
 * is on it, and that its order is the order of the calls. Knows nothing of faults.
 */
final class LinearizabilityChecker {
    private final Map<String, Entry> byVersion = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    /** Some store has taken a write. */
    void applied(String store, Envelope envelope) {
        Entry entry = envelope.held();
        if (entry != null) {
            Entry before = byVersion.putIfAbsent(entry.version(), entry);
            if (before != null
                    && !(before.text().equals(entry.text()) && before.previous().equals(entry.previous()))) {
                found.add("version " + entry.version() + " is both " + before.text() + " and " + entry.text());
            }
        }
    }

    /** What is wrong with a history whose last value is {@code last}, empty when there is none. */
    List<String> violations(List<Operation> history, String last) {
        Map<String, Integer> place = new HashMap<>();
        List<String> chain = new ArrayList<>();
        for (String v = last; !v.isEmpty(); v = byVersion.get(v).previous()) {
            chain.add(0, v);
        }
        for (int i = 0; i < chain.size(); i++) {
            place.put(chain.get(i), i);
        }
        Map<String, Operation> writerOf = new HashMap<>();
        for (Operation op : history) {
            if (op.text() != null) {
                writerOf.put(op.text(), op);
            }
        }
        for (Operation op : history) {
            op.outcome().ifPresent(outcome -> check(op, outcome, place, chain, writerOf));
        }
        order(history, place);
        return found;
    }

    private void check(
            Operation op,
            Outcome outcome,
            Map<String, Integer> place,
            List<String> chain,
            Map<String, Operation> writerOf) {
        if (outcome instanceof Outcome.Written written) {
            if (!place.containsKey(written.version())) {
                found.add("acknowledged and lost: " + op);
            } else if (!byVersion.get(written.version()).previous().equals(op.expected())) {
                found.add("replaced another version than the one expected: " + op);
            }
        } else if (outcome instanceof Outcome.Holds holds) {
            if (!place.containsKey(holds.version())) {
                found.add("read what never was: " + op);
            }
        } else if (outcome instanceof Outcome.Conflict) {
            boolean counts = byVersion.values().stream()
                    .anyMatch(e -> e.text().equals(op.text()) && place.containsKey(e.version()));
            if (counts) {
                found.add("told a conflict and written: " + op);
            }
            int successor = "".equals(op.expected()) ? 0 : place.getOrDefault(op.expected(), chain.size()) + 1;
            boolean never = op.expected() != null && !op.expected().isEmpty() && !place.containsKey(op.expected());
            Operation overtook = successor < chain.size()
                    ? writerOf.get(byVersion.get(chain.get(successor)).text())
                    : null;
            if (!never && (overtook == null || overtook.began > op.ended())) {
                found.add("told a conflict with nobody: " + op);
            }
        }
    }

    /** What ended before another began comes before it. */
    private void order(List<Operation> history, Map<String, Integer> place) {
        List<Operation> byEnd = history.stream()
                .filter(op -> seen(op, place) != null)
                .sorted((a, b) -> Long.compare(a.ended(), b.ended()))
                .toList();
        for (Operation op : byEnd) {
            int floor = byEnd.stream()
                    .filter(o -> o.ended() < op.began)
                    .mapToInt(o -> seen(o, place))
                    .max()
                    .orElse(-1);
            int own = seen(op, place);
            boolean writes = op.outcome().filter(Outcome.Written.class::isInstance).isPresent();
            if (own < floor || writes && own == floor) {
                found.add("went back behind place " + floor + ": " + op);
            }
        }
    }

    private static @Nullable Integer seen(Operation op, Map<String, Integer> place) {
        return op.outcome()
                .map(o -> o instanceof Outcome.Written w
                        ? place.get(w.version())
                        : o instanceof Outcome.Holds h ? place.get(h.version()) : o instanceof Outcome.Empty ? Integer.valueOf(-1) : null)
                .orElse(null);
    }
}
