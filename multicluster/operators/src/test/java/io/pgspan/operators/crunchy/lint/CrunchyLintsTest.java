package io.pgspan.operators.crunchy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.Severity;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.Waivers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrunchyLintsTest {
    private static final String TABLE = "crunchy-traps.txt";

    /**
     * A line of the table.
     *
     * @param id the rule without its dialect
     * @param release the operator that is to carry the object out
     * @param path where it is told
     * @param fires laid over the plain cluster, what makes it fire
     * @param mended laid over it, what makes it silent
     */
    record Line(String id, PgoVersion release, String path, String fires, String mended) {
        @Override
        public String toString() {
            return id + " of " + release;
        }
    }

    static List<Line> traps() {
        return rows(TABLE, 4).stream().map(CrunchyLintsTest::line).toList();
    }

    /** The rows of a table, whose parts are parted by {@code |}, with its words replaced. */
    static List<String[]> rows(String resource, int columns) {
        Map<String, String> words = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        return Samples.text(resource)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .filter(line -> !isWord(line, words))
                .map(line -> replaced(line, words).split(" \\| ", columns))
                .toList();
    }

    /** A line {@code $WORD = text} says what the word stands for in the lines below. */
    private static boolean isWord(String line, Map<String, String> words) {
        if (!line.startsWith("$")) {
            return false;
        }
        String[] parts = line.split(" = ", 2);
        words.put(parts[0], replaced(parts[1], words));
        return true;
    }

    private static Line line(String[] parts) {
        int at = parts[0].indexOf('@');
        return new Line(
                at < 0 ? parts[0] : parts[0].substring(0, at),
                at < 0 ? PgoVersion.NEWEST : PgoVersion.of(parts[0].substring(at + 1)),
                parts[1],
                parts[2],
                parts[3]);
    }

    private static String replaced(String text, Map<String, String> words) {
        String all = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            all = all.replace(word.getKey(), word.getValue());
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aTrapIsToldWhereItIsAndNoMoreOnceItIsMended(Line line) {
        CrunchyTrap rule = Stream.concat(CrunchyLints.ofCluster().stream(), CrunchyLints.ofAdmin().stream())
                .filter(trap -> trap.id().equals(line.id()))
                .findFirst()
                .orElseThrow();
        assertThat(judged(line, line.fires()))
                .filteredOn(found -> found.id().equals("crunchy." + line.id()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(rule.severity());
                    assertThat(found.path()).isEqualTo(line.path());
                    assertThat(found.happens()).isNotBlank();
                    assertThat(found.instead()).isNotBlank();
                });
        assertThat(judged(line, line.mended())).extracting(Lint::id).doesNotContain("crunchy." + line.id());
    }

    @Test
    void everyRuleIsInTheTable() {
        assertThat(traps().stream().map(Line::id).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(CrunchyLints.ofCluster().stream(), CrunchyLints.ofAdmin().stream())
                                .map(CrunchyTrap::id)
                                .toList());
    }

    @Test
    void aFieldThatTheReleaseDoesNotHaveIsAnErrorThatNamesTheOneThatHasIt() {
        assertThat(judged("spec: {paused: false}", PgoVersion.of("5.1")))
                .filteredOn(found -> found.id().equals("crunchy.field-since"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.ERROR);
                    assertThat(found.path()).isEqualTo("spec.paused");
                    assertThat(found.happens()).contains("5.1.0");
                    assertThat(found.instead()).contains("5.2.0");
                });
        assertThat(judged("spec: {paused: false}", PgoVersion.of("5.2")))
                .extracting(Lint::id)
                .doesNotContain("crunchy.field-since");
    }

    @Test
    void aWaivedFieldOfALaterReleaseIsAWarning() {
        assertThat(judged("spec: {paused: false}", PgoVersion.of("5.1"), Waivers.of(List.of("spec.paused"))))
                .filteredOn(found -> found.id().equals("crunchy.field-since"))
                .extracting(Lint::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void aPasswordIsNotToldOn() {
        assertThat(judged(
                        "spec: {users: [{name: a, databases: [a], options: \"PASSWORD 'hush'\"}]}", PgoVersion.NEWEST))
                .filteredOn(found -> found.id().equals("crunchy.user-options"))
                .singleElement()
                .satisfies(found -> assertThat(found.toString()).doesNotContain("hush"));
    }

    @Test
    void aPlainClusterFallsIntoNone() {
        assertThat(judged("spec: {}", PgoVersion.NEWEST))
                .filteredOn(found -> found.severity() != Severity.INFO)
                .isEmpty();
    }

    private static List<Lint> judged(Line line, String over) {
        return line.id().startsWith("pgadmin-") ? admin(over, line.release()) : judged(over, line.release());
    }

    private static List<Lint> admin(String over, PgoVersion release) {
        Findings findings = Findings.of("crunchy");
        CrunchyLints.judgeOthers(
                ManifestSet.of(List.of(TrapTable.laid(Samples.text("crunchy-admin.yaml"), yaml(over)))),
                findings,
                release);
        return findings.all();
    }

    /** @param over YAML whose top fields are parted by {@code "; "}; {@code v1} stands for the newer version of the API */
    static List<Lint> judged(String over, PgoVersion release) {
        return judged(over, release, Waivers.of(List.of()));
    }

    private static List<Lint> judged(String over, PgoVersion release, Waivers waivers) {
        ObjectNode object = TrapTable.laid(Samples.text("crunchy-plain.yaml"), yaml(over));
        Findings findings = Findings.of("crunchy");
        CrunchyLints.judge(Cursor.of(ManifestSet.of(List.of(object)).manifests().get(0), findings), release, waivers);
        return findings.all();
    }

    static String yaml(String over) {
        return over.replace("v1; ", "apiVersion: postgres-operator.crunchydata.com/v1; ")
                .replace("; ", "\n");
    }
}
