package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each changed field becomes, line by line. */
class CnpgChangeTablesTest {
    private static final String PLAIN = Samples.text("cnpg-plain.yaml").split("\n---", 2)[0];

    /** A line of the table of changes. */
    record Change(String steps, String both, String before, String after) {
        @Override
        public String toString() {
            return before + " -> " + after;
        }
    }

    /** A line of the table of refusals. */
    record Refused(String word, String title, String steps, String before, String after) {
        @Override
        public String toString() {
            return before + " -> " + after;
        }
    }

    static List<Change> changes() {
        return rows("cnpg-changes.txt", 4)
                .map(row -> new Change(row[0], row[1], row[2], row[3]))
                .toList();
    }

    static List<Refused> refusals() {
        return rows("cnpg-refusals.txt", 5)
                .map(row -> new Refused(row[0], row[1], row[2], row[3], row[4]))
                .toList();
    }

    private static Stream<String[]> rows(String resource, int columns) {
        return Samples.text(resource)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ", columns));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangedFieldIsTheStepsOfItsLine(Change change) {
        ObjectNode base = cluster(PLAIN, change.both());
        ObjectNode before = over(base, change.before());
        ObjectNode after = over(base, change.after());

        ChangePlan plan = plan(before, after);

        assertThat(plan.steps().stream()
                        .map(step -> step.step().id() + " " + step.step().risk())
                        .collect(Collectors.joining(", ")))
                .as(plan::text)
                .isEqualTo(change.steps());
        assertThat(plan.direct())
                .hasSameSizeAs(plan.direct().stream()
                        .map(effect -> effect.change().path())
                        .distinct()
                        .toList());
        assertThat(plan.steps()).allSatisfy(step -> {
            boolean away = step.step().risk().compareTo(Risk.SWITCHOVER) >= 0;
            if (away) {
                assertThat(step.outage().isNone()).isFalse();
                assertThat(step.outage().source()).isNotBlank();
            }
            assertThat(step.step().undo()).isNotBlank();
            assertThat(step.step().abortWhen()).isNotBlank();
        });
        CnpgOperator world = new CnpgOperator(List.of(before));
        world.run(plan, () -> {});
        world.assertFollowed();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCantBeDoneSaysWhyAndHowElse(Refused refused) {
        ObjectNode base = cluster(PLAIN, "spec: {}");

        ChangePlan plan = plan(over(base, refused.before()), over(base, refused.after()));

        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.isPossible()).isFalse();
        assertThat(plan.steps().get(0).step().id()).isEqualTo("refused-" + refused.word());
        ChangePlan other = plan.procedure("refused-" + refused.word()).orElseThrow();
        assertThat(other.title()).isEqualTo(refused.title());
        assertThat(other.isPossible()).isTrue();
        assertThat(other.steps().stream().map(step -> step.step().id()).collect(Collectors.joining(" ")))
                .isEqualTo(refused.steps());
        assertThat(plan.direct())
                .isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.happens()).isNotBlank());
        assertThat(plan.text()).contains("instead:");
    }

    @Test
    void everyReasonOfTheOperatorIsInTheTableOrObserved() {
        assertThat(refusals().stream().map(Refused::word).distinct())
                .containsExactlyInAnyOrder(
                        "shrink",
                        "claim",
                        "offline-growth",
                        "wal-removed",
                        "tablespace-removed",
                        "downgrade",
                        "upgrade-target",
                        "minimal-wal",
                        "bootstrap",
                        "slot-prefix",
                        "immutable",
                        "identity",
                        "demotion");
    }

    @Test
    void aFollowerCopiesTheOldOneUnderItsOwnNameAndLeadsAfterThat() {
        ObjectNode base = cluster(PLAIN, "spec: {}");
        ChangePlan other = plan(base, over(base, "spec: {walStorage: null}"))
                .procedure("refused-wal-removed")
                .orElseThrow();

        ObjectNode next = ((Deed.Create) other.deed("create-next").orElseThrow()).object();
        assertThat(next.at("/metadata/name").asText()).isEqualTo("hippo-next");
        assertThat(next.at("/spec/bootstrap/pg_basebackup/source").asText()).isEqualTo("hippo");
        assertThat(next.at("/spec/replica/source").asText()).isEqualTo("hippo");
        assertThat(next.at("/spec/externalClusters").size()).isEqualTo(2);
        assertThat(next.at("/spec/externalClusters/1/connectionParameters/host").asText())
                .isEqualTo("hippo-rw.demo.svc");
        assertThat(next.path("spec").has("walStorage")).isFalse();
        ObjectNode led = ((Deed.Patch) other.deed("promote-next").orElseThrow()).patch();
        assertThat(led.toString()).isEqualTo("{\"spec\":{\"replica\":{\"enabled\":false}}}");
    }

    @Test
    void smallerVolumesComeWithAnInstanceMoreAndWithoutValidationMeanwhile() {
        ObjectNode base = cluster(PLAIN, "spec: {}");
        ChangePlan other = plan(base, over(base, "spec: {storage: {size: 5Gi}}"))
                .procedure("refused-shrink")
                .orElseThrow();

        assertThat(((Deed.Patch) other.deed("reclone-begin").orElseThrow())
                        .patch()
                        .toString())
                .isEqualTo("{\"metadata\":{\"annotations\":{\"cnpg.io/validation\":\"disabled\"}},"
                        + "\"spec\":{\"instances\":4,\"storage\":{\"size\":\"5Gi\"}}}");
        assertThat(((Deed.Patch) other.deed("reclone-end").orElseThrow())
                        .patch()
                        .toString())
                .isEqualTo("{\"spec\":{\"instances\":3},\"metadata\":{\"annotations\":{\"cnpg.io/validation\":null}}}");
    }

    @Test
    void aLeaseCountsFromARestartThatIsAskedForInTheSamePatch() {
        ObjectNode base = cluster(PLAIN, "spec: {}");
        ChangePlan plan = plan(base, over(base, "spec: {primaryLease: {leaseDurationSeconds: 20}}"));

        assertThat(((Deed.Patch) plan.deed("rollout").orElseThrow())
                        .patch()
                        .at("/metadata/annotations")
                        .has("kubectl.kubernetes.io/restartedAt"))
                .isTrue();
    }

    private static ChangePlan plan(ObjectNode before, ObjectNode after) {
        return CloudNativePg.dialect().changes().plan(List.of(before), List.of(after), Observed.nothing());
    }

    private static ObjectNode cluster(String plain, String over) {
        return TrapTable.laid(plain, over.replace(" && ", "\n"));
    }

    private static ObjectNode over(ObjectNode base, String over) {
        return cluster(ManifestWriter.toYaml(List.of(base)), over);
    }
}
