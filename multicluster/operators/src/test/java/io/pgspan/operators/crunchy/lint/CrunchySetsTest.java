package io.pgspan.operators.crunchy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only several objects together fall into. */
class CrunchySetsTest {
    private static final String API = "---\napiVersion: postgres-operator.crunchydata.com/v1beta1\n";

    @Test
    void twoPrimariesThatWriteIntoOneRepositorySpoilIt() {
        String both = cluster("hippo", "b", "", "") + cluster("rhino", "b", "", "");
        assertThat(judged(both)).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo("crunchy.shared-repository");
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.path()).isEqualTo("spec.backups.pgbackrest.repos[0]");
            assertThat(found.happens()).contains("hippo");
            assertThat(found.source()).startsWith("set.yaml:");
        });
        assertThat(judged(cluster("hippo", "b", "", "") + cluster("rhino", "b", "/own", "")))
                .isEmpty();
        assertThat(judged(cluster("hippo", "b", "", "") + cluster("rhino", "c", "", "")))
                .isEmpty();
    }

    @Test
    void aStandbySharesTheRepositoryAndItsPath() {
        String standby = "standby: {repoName: repo1}";
        assertThat(judged(cluster("hippo", "b", "/x", "") + cluster("rhino", "b", "/x", standby)))
                .isEmpty();
        assertThat(judged(cluster("hippo", "b", "/x", "") + cluster("rhino", "b", "", standby)))
                .extracting(Lint::id)
                .containsExactly("crunchy.standby-other-path");
        assertThat(judged(cluster("rhino", "b", "", standby) + cluster("hippo", "b", "/x", "")))
                .extracting(Lint::id)
                .containsExactly("crunchy.standby-other-path");
    }

    @Test
    void aCloneNeedsItsSourcesRepositoryAndVersion() {
        String clone = "dataSource: {postgresCluster: {clusterName: hippo, repoName: repo2}}";
        String set = cluster("hippo", "b", "/x", "") + cluster("rhino", "b", "/y", clone);
        assertThat(judged(set)).extracting(Lint::id).containsExactly("crunchy.clone-repo");
        assertThat(judged(set.replace("repo2", "repo1"))).isEmpty();
        assertThat(judged(set.replace("repo2", "repo1").replaceFirst("postgresVersion: 17", "postgresVersion: 16")))
                .extracting(Lint::id)
                .containsExactly("crunchy.clone-major");
        assertThat(judged(set.replace("clusterName: hippo", "clusterName: hippo, clusterNamespace: other")))
                .isEmpty();
    }

    @Test
    void aUsersSecretWithPasswordAndVerifierMayLetNobodyIn() {
        String cluster = cluster("hippo", "b", "/x", "");
        String secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: hippo-pguser-hippo, namespace: demo}\n";
        assertThat(judged(cluster + secret + "stringData: {password: a, verifier: b}\n"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.id()).isEqualTo("crunchy.user-secret");
                    assertThat(found.path()).isEqualTo("stringData.verifier");
                    assertThat(found.value()).isEmpty();
                });
        assertThat(judged(cluster + secret + "stringData: {password: a, verifier: \"\"}\n"))
                .isEmpty();
        assertThat(judged(cluster("rhino", "b", "/x", "") + secret + "stringData: {password: a, verifier: b}\n"))
                .isEmpty();
    }

    @Test
    void aCertificateHasThreeParts() {
        String cluster = cluster("hippo", "b", "/x", "customTLSSecret: {name: tls}");
        String secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: tls, namespace: demo}\n";
        assertThat(judged(cluster + secret + "data: {tls.crt: YQ==, tls.key: YQ==}\n"))
                .extracting(Lint::id)
                .containsExactly("crunchy.tls-secret");
        assertThat(judged(cluster + secret + "data: {tls.crt: YQ==, tls.key: YQ==, ca.crt: YQ==}\n"))
                .isEmpty();
    }

    @Test
    void theFirstStatementsSayWhatAFailureMeans() {
        String cluster = cluster("hippo", "b", "/x", "databaseInitSQL: {name: sql, key: a.sql}");
        String map = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: sql, namespace: demo}\n";
        assertThat(judged(cluster + map + "data: {a.sql: create table t ()}\n"))
                .extracting(lint -> lint.id() + " " + lint.path())
                .containsExactly("crunchy.init-sql-unchecked data[\"a.sql\"]");
        assertThat(judged(cluster + map + "data: {b.sql: create table t ()}\n"))
                .extracting(Lint::id)
                .containsExactly("crunchy.init-sql-key");
        assertThat(judged(cluster + map + "data: {a.sql: '\\set ON_ERROR_STOP on'}\n"))
                .isEmpty();
    }

    @Test
    void anUpgradeIsJudgedWithItsCluster() {
        String upgrade = API
                + "kind: PGUpgrade\nmetadata: {name: up, namespace: demo}\n"
                + "spec: {postgresClusterName: hippo, fromPostgresVersion: 17, toPostgresVersion: 18}\n";
        assertThat(judged(cluster("hippo", "b", "/x", "") + upgrade))
                .filteredOn(found -> found.severity() == Severity.WARNING)
                .extracting(Lint::id)
                .containsExactly("crunchy.upgrade.not-shut-down", "crunchy.upgrade.not-allowed");
        String allowed = cluster("hippo", "b", "/x", "shutdown: true")
                .replace(
                        "namespace: demo",
                        "namespace: demo, annotations: {postgres-operator.crunchydata.com/allow-upgrade: up}");
        assertThat(judged(allowed + upgrade))
                .filteredOn(found -> found.severity() != Severity.INFO)
                .isEmpty();
    }

    private static String cluster(String name, String bucket, String path, String more) {
        return API
                + "kind: PostgresCluster\nmetadata: {name: " + name + ", namespace: demo}\nspec:\n"
                + "  postgresVersion: 17\n  instances: [{name: a}]\n"
                + "  backups: {pgbackrest: {global: {" + (path.isEmpty() ? "" : "repo1-path: " + path)
                + "}, repos: [{name: repo1, s3: {bucket: " + bucket + ", endpoint: e, region: r}}]}}\n"
                + (more.isEmpty() ? "" : "  " + more + "\n");
    }

    private static List<Lint> judged(String yaml) {
        Findings findings = Findings.of("crunchy");
        CrunchyLints.judgeOthers(
                ManifestReader.parse(List.of(new Source("set.yaml", yaml))), findings, PgoVersion.NEWEST);
        return findings.all();
    }
}
