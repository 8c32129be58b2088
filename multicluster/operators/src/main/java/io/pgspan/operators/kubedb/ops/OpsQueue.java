package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What KubeDB makes of the requests of one database. Only one runs at a time. Among those that wait, of each type only the newest is kept
 * and the others are skipped; of what is left, the oldest runs first. Two or more that wait with type {@link OperationType#RECONFIGURE} are
 * merged into a new one instead. So two different wishes of one type must not wait at once: make one request, wait for its final phase,
 * make the next.
 *
 * <p>Requests of the same second are told apart by name: the smallest is kept, as if it were the newest.
 *
 * @param running what is being carried out; it lets nothing else begin
 * @param next what begins when nothing runs, unless requests are to be merged first; empty when nothing waits
 * @param skipped what is not carried out because a newer one of its type is
 * @param merged what is replaced by one request with all of their configurations
 * @param waiting what waits behind {@code next}, in the order in which it will run
 */
public record OpsQueue(
        List<QueuedOps> running,
        Optional<QueuedOps> next,
        List<QueuedOps> skipped,
        List<QueuedOps> merged,
        List<QueuedOps> waiting) {

    private static final int CHAIN_MAX = 100;
    private static final Comparator<QueuedOps> OLDEST_FIRST = Comparator.comparing(
                    (QueuedOps ops) -> ops.created().truncatedTo(ChronoUnit.SECONDS))
            .thenComparing(QueuedOps::name, Comparator.reverseOrder());

    /** Copies the lists. */
    public OpsQueue {
        running = List.copyOf(running);
        skipped = List.copyOf(skipped);
        merged = List.copyOf(merged);
        waiting = List.copyOf(waiting);
    }

    /** The queue of one database; requests of other databases or namespaces are left out. */
    public static OpsQueue of(String namespace, String database, Collection<QueuedOps> all) {
        List<QueuedOps> own = all.stream()
                .filter(ops -> ops.request().namespace().equals(namespace)
                        && ops.request().database().equals(database))
                .sorted(OLDEST_FIRST)
                .toList();
        Map<OperationType, List<QueuedOps>> pending = new EnumMap<>(OperationType.class);
        own.stream()
                .filter(QueuedOps::isPending)
                .forEach(ops -> pending.computeIfAbsent(ops.request().type(), type -> new ArrayList<>())
                        .add(ops));
        List<QueuedOps> skipped = new ArrayList<>();
        List<QueuedOps> merged = new ArrayList<>();
        List<QueuedOps> kept = new ArrayList<>();
        pending.forEach((type, waiting) -> {
            QueuedOps newest = waiting.get(waiting.size() - 1);
            List<QueuedOps> older = waiting.subList(0, waiting.size() - 1);
            if (type == OperationType.RECONFIGURE && !older.isEmpty()) {
                merged.addAll(waiting);
            } else {
                skipped.addAll(older);
                kept.add(newest);
            }
        });
        kept.sort(OLDEST_FIRST);
        return new OpsQueue(
                own.stream()
                        .filter(ops -> ops.status().phase() == OpsPhase.PROGRESSING)
                        .toList(),
                kept.stream().findFirst(),
                skipped,
                merged,
                kept.subList(Math.min(1, kept.size()), kept.size()));
    }

    /** What the author of a waiting request should know. */
    public List<Lint> lints() {
        List<Lint> found = new ArrayList<>();
        List<QueuedOps> alive = new ArrayList<>(waiting);
        next.ifPresent(alive::add);
        for (QueuedOps lost : skipped) {
            alive.stream()
                    .filter(ops -> ops.request().type() == lost.request().type())
                    .forEach(winner -> found.add(skipped(lost, winner)));
        }
        if (!merged.isEmpty()) {
            String names =
                    String.join(", ", merged.stream().map(QueuedOps::name).toList());
            found.add(lint(
                    Severity.WARNING,
                    "merged",
                    names,
                    "they are merged into one new request and become Skipped; which of two values of one setting wins is not"
                            + " documented",
                    "make one request with the whole configuration, and look for the merged one by its condition "
                            + OpsStatus.MERGED_FROM_OPS));
        }
        for (QueuedOps ops : running) {
            if (next.isPresent()) {
                found.add(lint(
                        Severity.INFO,
                        "waits",
                        next.get().name(),
                        "it waits until " + ops.name() + " has ended",
                        "nothing"));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Where a skipped request lives on: the request that says it was merged from it, or from the one it was merged into, to the end of the
     * chain, which is bounded.
     *
     * @param name of the skipped request
     * @param all requests of the database
     * @return empty when none names it: it was superseded by a newer one of its type
     */
    public static Optional<QueuedOps> mergedInto(String name, Collection<QueuedOps> all) {
        Optional<QueuedOps> last = Optional.empty();
        Set<String> visited = new HashSet<>();
        String wanted = name;
        for (int i = 0; i < CHAIN_MAX && visited.add(wanted); i++) {
            String original = wanted;
            Optional<QueuedOps> into = all.stream()
                    .filter(ops -> ops.status().mergedFrom().contains(original))
                    .max(OLDEST_FIRST);
            if (into.isEmpty()) {
                return last;
            }
            last = into;
            wanted = into.get().name();
        }
        return last;
    }

    private static Lint skipped(QueuedOps lost, QueuedOps winner) {
        boolean tie = lost.created()
                .truncatedTo(ChronoUnit.SECONDS)
                .equals(winner.created().truncatedTo(ChronoUnit.SECONDS));
        return lint(
                Severity.WARNING,
                tie ? "same-second" : "superseded",
                lost.name(),
                tie
                        ? "it is of the same second and type as " + winner.name()
                                + ", whose name is smaller: this one becomes Skipped"
                        : winner.name() + " is newer and of the same type: this one becomes Skipped",
                "make one request, wait for its final phase, then make the next");
    }

    private static Lint lint(Severity severity, String rule, String name, String happens, String instead) {
        return Lint.of(severity, Violation.of("kubedb.ops." + rule, "metadata.name", name, happens, instead));
    }
}
