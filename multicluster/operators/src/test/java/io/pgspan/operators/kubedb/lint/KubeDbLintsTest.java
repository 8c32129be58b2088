package io.pgspan.operators.kubedb.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Severity;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.lint.Trap;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubeDbLintsTest {
    private static final String PLAIN = """
            apiVersion: kubedb.com/v1
            kind: Postgres
            metadata: {name: hippo, namespace: demo}
            spec:
              version: "17.2"
              replicas: 3
              streamingMode: Asynchronous
              storageType: Durable
              storage: {resources: {requests: {storage: 1Gi}}}
              clientAuthMode: scram
              deletionPolicy: Halt
            """;

    static List<TrapTable.Line> traps() {
        return TrapTable.read("kubedb-traps.txt");
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aTrapIsToldWhereItIsAndNoMoreOnceItIsMended(TrapTable.Line trap) {
        Trap rule = KubeDbLints.all().stream()
                .filter(r -> r.id().equals("kubedb." + trap.id()))
                .findFirst()
                .orElseThrow();
        assertThat(read(trap.fires()))
                .filteredOn(found -> found.id().equals(rule.id()))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(rule.severity());
                    assertThat(found.path()).isEqualTo(rule.path());
                    assertThat(found.happens()).isNotBlank();
                    assertThat(found.instead()).isNotBlank();
                });
        assertThat(read(trap.mended())).extracting(Lint::id).doesNotContain(rule.id());
    }

    @Test
    void everyRuleIsInTheTableOnce() {
        assertThat(traps())
                .extracting(trap -> "kubedb." + trap.id())
                .containsExactlyInAnyOrderElementsOf(
                        KubeDbLints.all().stream().map(Trap::id).toList());
    }

    @Test
    void aPlainDatabaseFallsIntoNone() {
        assertThat(read("kind: Postgres"))
                .filteredOn(found -> found.severity() != Severity.INFO)
                .isEmpty();
    }

    private static List<Lint> read(String over) {
        return KubeDb.dialect()
                .read(ManifestSet.of(List.of(TrapTable.laid(PLAIN, over))), ReadOptions.ofDefaults())
                .lint();
    }
}
