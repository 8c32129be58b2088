package io.pgspan.ha.record.majority;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Whether a history is one of a register with compare-and-swap. Each text is written by one operation and names what it replaced, so
 * the order of the values is forced: the chain that ends in the last one. What is left to check is that everything told to a caller
 * is on it, and that its order is the order of the calls. Knows nothing of faults.
 */
final class LinearizabilityChecker {
    private final Map<String, Entry> byVersion = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> chain = new ArrayList<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final Map<String, Operation> writers = new HashMap<>();

    /** Some store has taken a write. */
    void applied(Envelope envelope) {
        envelope.entry().ifPresent(entry -> {
            Entry before = byVersion.putIfAbsent(entry.version(), entry);
            if (before != null
                    && !(before.text().equals(entry.text()) && before.previous().equals(entry.previous()))) {
                found.add("version " + entry.version() + " is both " + before.text() + " and " + entry.text());
            }
        });
    }

    private Entry entry(String version) {
        return Objects.requireNonNull(byVersion.get(version), version);
    }

    /** What is wrong with a history whose last version is {@code last}. */
    List<String> violations(List<Operation> history, String last) {
        for (String v = last; !v.isEmpty(); v = entry(v).previous()) {
            chain.add(0, v);
        }
        for (int i = 0; i < chain.size(); i++) {
            place.put(chain.get(i), i);
        }
        history.forEach(op -> writers.put(op.text(), op));
        history.forEach(op -> op.outcome().ifPresent(outcome -> check(op, outcome)));
        inOrderOfCalls(history);
        return found;
    }

    private void check(Operation op, Outcome outcome) {
        if (outcome instanceof Outcome.Written written) {
            if (!place.containsKey(written.version())) {
                found.add("acknowledged and lost: " + op);
            } else if (!entry(written.version()).previous().equals(op.expected())) {
                found.add("replaced another version than the one expected: " + op);
            }
        } else if (outcome instanceof Outcome.Holds holds) {
            if (!place.containsKey(holds.version())) {
                found.add("read what never was: " + op);
            }
        } else if (outcome instanceof Outcome.Conflict) {
            if (chain.stream().anyMatch(v -> entry(v).text().equals(op.text()))) {
                found.add("told a conflict and written: " + op);
            } else if (!overtaken(op)) {
                found.add("told a conflict with nobody: " + op);
            }
        }
    }

    /** Whether another operation that began before this one ended replaced the version this one wanted to. */
    private boolean overtaken(Operation op) {
        int successor = op.expected().isEmpty() ? 0 : 1 + place.getOrDefault(op.expected(), chain.size());
        Operation other = successor < chain.size()
                ? writers.get(entry(chain.get(successor)).text())
                : null;
        return other != null && other.began < op.ended();
    }

    /** What ended before another began comes before it. */
    private void inOrderOfCalls(List<Operation> history) {
        List<Operation> byEnd = history.stream()
                .filter(op -> seen(op).isPresent())
                .sorted(Comparator.comparingLong(Operation::ended))
                .toList();
        List<Operation> byBegin =
                byEnd.stream().sorted(Comparator.comparingLong(op -> op.began)).toList();
        int floor = -1;
        int ended = 0;
        for (Operation op : byBegin) {
            for (; byEnd.get(ended).ended() < op.began; ended++) {
                floor = Math.max(floor, seen(byEnd.get(ended)).orElseThrow());
            }
            int own = seen(op).orElseThrow();
            boolean writes =
                    op.outcome().filter(Outcome.Written.class::isInstance).isPresent();
            if (writes ? own <= floor : own < floor) {
                found.add("went back behind place " + floor + ": " + op);
            }
        }
    }

    /** The place in the chain that an operation was told of. */
    private OptionalInt seen(Operation op) {
        Outcome outcome = op.outcome().orElse(null);
        if (outcome instanceof Outcome.Empty) {
            return OptionalInt.of(-1);
        }
        String version = outcome instanceof Outcome.Written w
                ? w.version()
                : outcome instanceof Outcome.Holds h ? h.version() : "";
        return place.containsKey(version) ? OptionalInt.of(place.getOrDefault(version, -1)) : OptionalInt.empty();
    }
}
