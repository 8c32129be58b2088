package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step.Risk;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.DirectEffect;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of change costs and is done by, as a table. */
class CrunchyChangePlansTest {
    static final String PLAIN = """
            apiVersion: postgres-operator.crunchydata.com/v1beta1
            kind: PostgresCluster
            metadata: {name: hippo, namespace: zoo}
            spec:
              postgresVersion: 17
              instances:
                - {name: a, replicas: 2, dataVolumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
              backups:
                pgbackrest:
                  repos:
                    - {name: repo1, volume: {volumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}
            """;

    /**
     * A line of the table.
     *
     * @param before laid over the plain cluster
     * @param after laid over that
     * @param risk of the whole plan
     * @param steps their ids, in order, parted by blanks
     */
    record Line(String before, String after, String risk, String steps) {
        @Override
        public String toString() {
            return before + " -> " + after;
        }
    }

    static List<Line> lines() {
        Map<String, String> words = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        List<Line> lines = new ArrayList<>();
        for (String text : Samples.text("crunchy-change-plans.txt").lines().toList()) {
            if (text.startsWith("#") || text.isBlank()) {
                continue;
            }
            String line = text;
            for (Map.Entry<String, String> word : words.entrySet()) {
                line = line.replace(word.getKey(), word.getValue());
            }
            if (text.startsWith("$")) {
                String[] parts = line.split(" = ", 2);
                words.put(text.substring(0, text.indexOf(' ')), parts[1]);
            } else {
                String[] parts = (line + " ").split(" \\| ", 4);
                lines.add(new Line(parts[0], parts[1], parts[2], parts[3].strip()));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aChangeHasItsRiskAndItsSteps(Line line) {
        ObjectNode before = laid(PLAIN, line.before());
        ObjectNode after = laid(before, line.after());

        ChangePlan plan = plan(before, after);

        assertThat(String.join(" ", ids(plan))).as(plan::text).isEqualTo(line.steps());
        assertThat(plan.risk()).as(plan::text).isEqualTo(Risk.valueOf(line.risk()));
        assertThat(plan.steps()).allSatisfy(step -> {
            assertThat(step.step().why()).isNotBlank();
            assertThat(step.step().doneWhen()).isNotBlank();
            assertThat(step.step().abortWhen()).isNotBlank();
            assertThat(step.step().undo()).isNotBlank();
            assertThat(step.outage().isNone() || !step.outage().source().isEmpty())
                    .isTrue();
        });
        assertThat(plan.direct())
                .extracting(DirectEffect::happens, DirectEffect::basis)
                .allSatisfy(told -> assertThat(told.toString()).doesNotContain("(, "));
        assertThat(plan.isEmpty()).isEqualTo(plan.direct().isEmpty());
        assertThat(plan.markdown()).contains("hippo");
    }

    @Test
    void aSecondClusterThatChangesIsPlannedByItself() {
        ObjectNode own = laid(PLAIN, "spec: {}");
        ObjectNode second = laid(PLAIN, "metadata: {name: second}");
        ObjectNode changed = laid(PLAIN, "metadata: {name: second}; spec: {postgresVersion: 18}");

        ChangePlan plan =
                Crunchy.dialect().changes().plan(List.of(own, second), List.of(own, changed), Observed.nothing());

        assertThat(plan.risk()).as(plan::text).isEqualTo(Risk.IMPOSSIBLE);
        assertThat(plan.procedure("refused-other-cluster")).isPresent();
    }

    static ObjectNode laid(String plain, String over) {
        String[] parts = over.split("; ", -1);
        ObjectNode laid = TrapTable.laid(plain, parts[0]);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            laid = laid(laid, part);
        }
        return laid;
    }

    static ObjectNode laid(ObjectNode plain, String over) {
        return laid(ManifestWriter.toYaml(List.of(plain)), over);
    }

    static ChangePlan plan(ObjectNode before, ObjectNode after) {
        return Crunchy.dialect().changes().plan(List.of(before), List.of(after), Observed.nothing());
    }

    static List<String> ids(ChangePlan plan) {
        return plan.steps().stream().map(step -> step.step().id()).toList();
    }
}
