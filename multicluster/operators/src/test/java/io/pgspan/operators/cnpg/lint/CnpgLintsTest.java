package io.pgspan.operators.cnpg.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.lint.Trap;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CnpgLintsTest {
    private static final String PLAIN = Samples.text("cnpg-plain.yaml");

    /**
     * A line of the table.
     *
     * @param id the rule without its dialect
     * @param kind the kind of the plain object
     * @param fires laid over it, what makes it fire
     * @param mended laid over it, what makes it silent
     */
    record Row(String id, String kind, String fires, String mended) {
        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    static List<Row> rows() {
        return Samples.text("cnpg-traps.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 4))
                .map(parts -> new Row(parts[0], parts[1], parts[2], parts[3]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aTrapIsToldWhereItIsAndNoMoreOnceItIsMended(Row row) {
        String kind = row.kind().equals("Service") ? "" : row.kind();
        Trap rule = CnpgLints.all().getOrDefault(kind, List.of()).stream()
                .filter(r -> r.id().equals("cnpg." + row.id()))
                .findFirst()
                .orElseThrow();
        assertThat(judge(row.kind(), row.fires()))
                .filteredOn(found -> found.id().equals(rule.id()))
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.severity()).isEqualTo(rule.severity());
                    assertThat(found.source()).startsWith("judged.yaml:");
                    assertThat(found.happens()).isNotBlank();
                    assertThat(found.instead()).isNotBlank();
                });
        assertThat(judge(row.kind(), row.mended())).extracting(Lint::id).doesNotContain(rule.id());
    }

    @Test
    void everyRuleIsInTheTableOnceForEachOfItsKinds() {
        List<String> rules = new ArrayList<>();
        CnpgLints.all().forEach((kind, traps) -> {
            if (!kind.equals("ClusterImageCatalog")) {
                traps.forEach(trap -> rules.add((kind.isEmpty() ? "Service" : kind) + " " + trap.id()));
            }
        });
        assertThat(rows())
                .extracting(row -> row.kind() + " cnpg." + row.id())
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void bothKindsOfCatalogsHaveTheSameTraps() {
        assertThat(CnpgLints.all().get("ClusterImageCatalog"))
                .extracting(Trap::id)
                .isEqualTo(CnpgLints.all().getOrDefault("ImageCatalog", List.of()).stream()
                        .map(Trap::id)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPlainObjectFallsIntoNoneButTheOneThatIsAboutItsKind(String kind) {
        assertThat(judge(kind, "kind: " + kind))
                .extracting(Lint::id)
                .isEqualTo(kind.equals("Backup") ? List.of("cnpg.backup-is-an-event") : List.of());
    }

    static Stream<String> kinds() {
        return rows().stream().map(Row::kind).distinct();
    }

    @Test
    void everyPlaceOfATrapIsTold() {
        assertThat(judge("Cluster", "spec: {env: [{name: PGHOST}, {name: TZ}, {name: NAMESPACE}]}"))
                .filteredOn(found -> found.id().equals("cnpg.reserved-environment"))
                .extracting(Lint::path)
                .containsExactly("spec.env[0].name", "spec.env[2].name");
    }

    @Test
    void whatIsRefusedForSeveralReasonsIsToldForEach() {
        assertThat(judge(
                        "Cluster",
                        "spec: {minSyncReplicas: 1, maxSyncReplicas: 1, postgresql: {synchronous: {number: 9, "
                                + "dataDurability: preferred, standbyNamesPre: [x]}}}"))
                .extracting(Lint::id)
                .contains("cnpg.sync-old-and-new", "cnpg.sync-number", "cnpg.sync-preferred-names");
    }

    @Test
    void aPasswordIsNotShown() {
        assertThat(
                        judge(
                                "Cluster",
                                "spec: {postgresql: {parameters: {primary_conninfo: host=h password=hunter2}, pg_hba: ["
                                        + "'hostnossl all all all reject', 'host all all all ldap ldapserver=s ldapbindpasswd=hunter2']}}"))
                .extracting(Lint::id)
                .contains("cnpg.parameter-fixed", "cnpg.hba-catch-all");
        assertThat(judge(
                                "Cluster",
                                "spec: {postgresql: {parameters: {primary_conninfo: host=h password=hunter2}, pg_hba: ["
                                        + "'hostnossl all all all reject', 'host all all all ldap ldapserver=s ldapbindpasswd=hunter2']}}")
                        .toString())
                .doesNotContain("hunter2");
    }

    /** The object of a kind with something laid over it, judged beside the plain objects of all other kinds, or beside those that are named. */
    private static List<Lint> judge(String kind, String over) {
        String[] parts = over.split(" \\+\\+ ", -1);
        String object = texts().filter(text -> text.contains("kind: " + kind + "\n"))
                .findFirst()
                .orElseThrow();
        for (String laid : parts[0].split(" && ", -1)) {
            object = ManifestWriter.toYaml(List.of(TrapTable.laid(object, laid)));
        }
        List<String> others = parts.length > 1
                ? List.of(parts).subList(1, parts.length)
                : texts().filter(text -> !text.contains("kind: " + kind + "\n")).toList();
        List<Source> sources = new ArrayList<>();
        others.forEach(other -> sources.add(new Source("beside.yaml", other)));
        sources.add(new Source("judged.yaml", object));
        ManifestSet set = ManifestReader.parse(sources);
        Manifest judged = set.manifests().get(set.manifests().size() - 1);
        Findings findings = Findings.of("cnpg");
        CnpgLints.of(set).judge(Cursor.of(judged, findings));
        return findings.all();
    }

    private static Stream<String> texts() {
        return ManifestReader.parse(List.of(new Source("plain.yaml", PLAIN))).manifests().stream()
                .map(manifest -> ManifestWriter.toYaml(List.of(manifest.tree())));
    }
}
