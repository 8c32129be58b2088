package io.pgspan.operators.crunchy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrunchyChangesTest {

    /**
     * A line of the table.
     *
     * @param id the rule without its beginning
     * @param path where it is told
     * @param before laid over the plain cluster, the object as it was
     * @param after the object as it becomes
     * @param harmless the object as it may become without a word of this rule
     */
    record Change(String id, String path, String before, String after, String harmless) {
        @Override
        public String toString() {
            return id;
        }
    }

    static List<Change> changes() {
        return CrunchyLintsTest.rows("crunchy-changes.txt", 5).stream()
                .map(row -> new Change(row[0], row[1], row[2], row[3], row[4]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeThatDestroysOrDoesNothingIsTold(Change change) {
        assertThat(told(change.before(), change.after()))
                .filteredOn(found -> found.id().equals("crunchy.change." + change.id()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.path()).isEqualTo(change.path());
                    assertThat(found.happens()).isNotBlank();
                    assertThat(found.instead()).isNotBlank();
                });
        assertThat(told(change.before(), change.harmless()))
                .extracting(Lint::id)
                .doesNotContain("crunchy.change." + change.id());
    }

    @Test
    void nothingIsSaidOfWhatStaysTheSame() {
        for (Change change : changes()) {
            assertThat(told(change.after(), change.after())).as(change.id()).isEmpty();
        }
    }

    @Test
    void backupsMayGoOnceThatIsAuthorized() {
        String annotated =
                "metadata: {annotations: {postgres-operator.crunchydata.com/authorizeBackupRemoval: \"true\"}}; ";
        assertThat(told("spec: {}", "spec: {backups: null}"))
                .singleElement()
                .satisfies(found -> assertThat(found.happens()).contains("until it is authorized"));
        assertThat(told("spec: {}", annotated + "spec: {backups: null}"))
                .singleElement()
                .satisfies(found -> assertThat(found.happens()).contains("deleted at once"));
    }

    @Property(tries = 300)
    void comparingNeverFails(@ForAll long seed) {
        Random random = new Random(seed);
        List<Change> all = changes();
        Change one = all.get(random.nextInt(all.size()));
        Change other = all.get(random.nextInt(all.size()));
        assertThat(CrunchyChanges.of(
                        Manifest.of(JunkTrees.spoil(object(one.before()), random, 2)),
                        Manifest.of(JunkTrees.spoil(object(other.after()), random, 2)),
                        PgoVersion.NEWEST))
                .allSatisfy(lint -> assertThat(lint.id()).startsWith("crunchy.change."));
    }

    private static List<Lint> told(String before, String after) {
        return CrunchyChanges.of(Manifest.of(object(before)), Manifest.of(object(after)), PgoVersion.NEWEST);
    }

    private static ObjectNode object(String over) {
        return TrapTable.laid(Samples.text("crunchy-plain.yaml"), CrunchyLintsTest.yaml(over));
    }
}
