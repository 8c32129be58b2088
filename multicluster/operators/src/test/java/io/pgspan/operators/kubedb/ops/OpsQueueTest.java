package io.pgspan.operators.kubedb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpsQueueTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theNewestOfATypeIsKeptAndTheOldestOfTheTypesRunsFirst() {
        OpsQueue queue = queue(
                ops("a", new Restart(), 0, OpsPhase.PENDING),
                ops("b", ReconfigureTls.rotate(), 1, null),
                ops("c", new Restart(), 2, OpsPhase.PENDING),
                ops("d", new Restart(), 3, OpsPhase.SUCCESSFUL));

        assertThat(queue.next().map(QueuedOps::name)).contains("b");
        assertThat(queue.waiting()).extracting(QueuedOps::name).containsExactly("c");
        assertThat(queue.skipped()).extracting(QueuedOps::name).containsExactly("a");
        assertThat(queue.lints()).extracting(Lint::id).containsExactly("kubedb.ops.superseded");
    }

    @Test
    void ofTheSameSecondTheSmallestNameIsKept() {
        OpsQueue queue = queue(ops("b", new Restart(), 0, null), ops("a", new Restart(), 0, null));

        assertThat(queue.next().map(QueuedOps::name)).contains("a");
        assertThat(queue.lints()).extracting(Lint::id).containsExactly("kubedb.ops.same-second");
    }

    @Test
    void configurationsThatWaitAreMerged() {
        Reconfigure more = Reconfigure.apply("work_mem = 1MB");

        OpsQueue queue = queue(ops("a", more, 0, null), ops("b", more, 1, null), ops("r", new Restart(), 2, null));

        assertThat(queue.merged()).extracting(QueuedOps::name).containsExactly("a", "b");
        assertThat(queue.skipped()).isEmpty();
        assertThat(queue.next().map(QueuedOps::name)).contains("r");
        assertThat(queue.lints()).extracting(Lint::id).containsExactly("kubedb.ops.merged");
        assertThat(queue(ops("a", more, 0, null)).next()).isPresent();
    }

    @Test
    void whatRunsLetsNothingElseBegin() {
        OpsQueue queue =
                queue(ops("a", new Restart(), 0, OpsPhase.PROGRESSING), ops("b", new Restart(), 1, OpsPhase.PENDING));

        assertThat(queue.running()).extracting(QueuedOps::name).containsExactly("a");
        assertThat(queue.lints()).extracting(Lint::id).containsExactly("kubedb.ops.waits");
    }

    @Test
    void otherDatabasesDoNotCount() {
        OpsRequest other = OpsRequest.of("demo", "x", "other", new Restart());
        OpsRequest elsewhere = OpsRequest.of("prod", "y", "pg", new Restart());

        OpsQueue queue = queue(
                new QueuedOps(other, OpsStatus.unseen(), START), new QueuedOps(elsewhere, OpsStatus.unseen(), START));

        assertThat(queue.next()).isEmpty();
        assertThat(queue.skipped()).isEmpty();
    }

    @Test
    void aSkippedConfigurationLivesOnInTheRequestThatNamesIt() {
        Reconfigure more = Reconfigure.apply("work_mem = 1MB");
        QueuedOps first = merged("pg-rcfg-merged-1", "a, b", 5);
        QueuedOps second = merged("pg-rcfg-merged-2", "pg-rcfg-merged-1,c", 6);
        List<QueuedOps> all = List.of(ops("a", more, 0, OpsPhase.SKIPPED), first, second);

        assertThat(OpsQueue.mergedInto("a", all)).contains(second);
        assertThat(OpsQueue.mergedInto("c", all)).contains(second);
        assertThat(OpsQueue.mergedInto("z", all)).isEmpty();
        assertThat(OpsQueue.mergedInto("x", List.of(merged("y", "x", 1), merged("x", "y", 2))))
                .as("a circle ends")
                .isPresent();
    }

    @Test
    void phasesAreFinalOrNot() {
        assertThat(List.of(OpsPhase.values()))
                .filteredOn(OpsPhase::isFinal)
                .containsExactly(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.DENIED, OpsPhase.SKIPPED);
        assertThat(List.of(OpsPhase.values()))
                .filteredOn(OpsPhase::isCompleted)
                .containsExactly(OpsPhase.SUCCESSFUL, OpsPhase.FAILED);
        assertThat(OpsStatus.unseen().effectivePhase()).isEqualTo(OpsPhase.PENDING);
        OpsStatus.Condition condition =
                new OpsStatus.Condition("Skipped", "True", OpsStatus.CONFIGURATION_MERGED, "", null, null, null);
        OpsStatus status = new OpsStatus(OpsPhase.SKIPPED, null, List.of(condition), List.of());
        assertThat(status.isMerged()).isTrue();
        assertThat(status.holds("Skipped")).isTrue();
        assertThat(status.condition("Running")).isEqualTo(Optional.empty());
    }

    private static OpsQueue queue(QueuedOps... all) {
        return OpsQueue.of("demo", "pg", List.of(all));
    }

    private static QueuedOps merged(String name, String from, int second) {
        OpsStatus.Condition condition =
                new OpsStatus.Condition(OpsStatus.MERGED_FROM_OPS, "True", "", from, null, null, null);
        return new QueuedOps(
                OpsRequest.of("demo", name, "pg", Reconfigure.apply("")),
                new OpsStatus(OpsPhase.PENDING, null, List.of(condition), List.of()),
                START.plusSeconds(second));
    }

    private static QueuedOps ops(String name, Operation operation, int second, @Nullable OpsPhase phase) {
        return new QueuedOps(
                OpsRequest.of("demo", name, "pg", operation),
                new OpsStatus(phase, null, List.of(), List.of()),
                START.plusSeconds(second).plusMillis(name.hashCode() % 1000));
    }
}
