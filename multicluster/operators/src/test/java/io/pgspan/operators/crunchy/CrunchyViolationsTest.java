package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrunchyViolationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresVersion: 17 | postgresVersion: '17' | crunchy.wrong-type | spec.postgresVersion",
                "postgresVersion: 17 | postgresVersion: 9 | crunchy.postgres-version | spec.postgresVersion",
                "postgresVersion: 17 | port: 5432 | crunchy.required | spec.postgresVersion",
                "- name: instance1 | - nam: instance1 | crunchy.unknown-field | spec.instances[0].nam",
                "- name: instance1 | - name: Instance_1 | crunchy.set-name | spec.instances[0].name",
                "- name: repo1 | - name: repo11 | crunchy.repository-name | spec.backups.pgbackrest.repos[0].name",
                "volumeClaimSpec | claim | crunchy.required | spec.backups.pgbackrest.repos[0].volume.volumeClaimSpec",
                "postgresVersion: 17 | {postgresVersion: 17, users: [{name: App}] | yaml.malformed | ''",
            })
    void whatPgoWouldRefuseIsToldAtItsPlace(String from, String to, String rule, String path) {
        Reading<CrunchyOptions> reading = Hippo.read(Hippo.changed(from, to));

        assertThat(reading.violations()).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.path()).isEqualTo(path);
            assertThat(violation.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users: [{name: App_1}] | crunchy.user-name | spec.users[0].name",
                "users: [{name: a, databases: [b, b]}] | crunchy.item-twice | spec.users[0].databases",
                "users: [{name: a}, {name: a}] | crunchy.item-twice | spec.users[1].name",
                "standby: {enabled: true} | standby.source | spec.standby",
                "standby: {repoName: repo2} | standby.repository | spec.standby.repoName",
                "databaseInitSQL: {name: x} | crunchy.required | spec.databaseInitSQL.key",
                "service: {type: Cluster} | crunchy.unknown-enum | spec.service.type",
                "patroni: {dynamicConfiguration: {postgresql: {pg_hba: [nonsense]}}} | crunchy.malformed"
                        + " | spec.patroni.dynamicConfiguration.postgresql.pg_hba[0]",
                "dataSource: {postgresCluster: {clusterName: x}} | crunchy.required | spec.dataSource.postgresCluster.repoName",
                "proxy: {pgBouncer: {config: {global: {pool_mode: fast}}}} | crunchy.unknown-enum"
                        + " | spec.proxy.pgBouncer.config.global.pool_mode",
            })
    void whatIsWrongWithMoreIsToldAtItsPlace(String more, String rule, String path) {
        Reading<CrunchyOptions> reading = Hippo.readWith(more);

        assertThat(reading.violations())
                .extracting(Violation::rule, Violation::path)
                .contains(tuple(rule, path));
        assertThat(reading.violations())
                .allSatisfy(violation -> assertThat(violation.source()).startsWith("hippo.yaml:"));
    }

    @Test
    void aScheduleThatFollowsNoClockIsKeptAndOneThatIsNoneIsRefused() {
        String schedules = "- name: repo1\n          schedules: {full: \"%s\"}";

        assertThat(Hippo.read(Hippo.changed("- name: repo1", schedules.formatted("@every 5h")))
                        .violations())
                .isEmpty();
        assertThat(Hippo.read(Hippo.changed("- name: repo1", schedules.formatted("61 1 * * *")))
                        .violations())
                .extracting(Violation::rule)
                .containsExactly("crunchy.malformed");
    }

    @Test
    void aPatchPassesThroughAndIsNoWish() {
        Reading<CrunchyOptions> reading = Hippo.read("""
                apiVersion: postgres-operator.crunchydata.com/v1beta1
                kind: PostgresCluster
                metadata: {name: hippo}
                spec: {shutdown: true}
                """);

        assertThat(reading.cluster()).isEmpty();
        assertThat(reading.violations()).extracting(Violation::rule).containsExactly("crunchy.none");
        assertThat(reading.residue().untouched()).hasSize(1);
    }

    @Test
    void severalClustersAreReadByNameAndAllOfThemJudged() {
        String other =
                Hippo.TEXT.replace("name: hippo", "name: rhino").replace("postgresVersion: 17", "postgresVersion: 9");
        var set = ManifestReader.parse(List.of(new Source("two.yaml", Hippo.TEXT + "---\n" + other)));

        Reading<CrunchyOptions> first = Crunchy.dialect().read(set, ReadOptions.ofDefaults());
        Reading<CrunchyOptions> named = Crunchy.dialect().read(set, "rhino", ReadOptions.ofDefaults());

        assertThat(first.cluster().orElseThrow().name()).isEqualTo("hippo");
        assertThat(named.cluster().orElseThrow().name()).isEqualTo("rhino");
        assertThat(first.violations()).extracting(Violation::rule).containsExactly("crunchy.postgres-version");
        assertThat(first.lint(Severity.INFO)).extracting(found -> found.id()).containsOnlyOnce("crunchy.several");
        assertThat(Crunchy.dialect().read(set, "none", ReadOptions.ofDefaults()).violations())
                .extracting(Violation::rule)
                .contains("crunchy.none");
    }

    @Test
    void anApiVersionThatNobodyServesIsRefused() {
        assertThat(Hippo.read(Hippo.changed("v1beta1", "v1alpha1")).violations())
                .extracting(Violation::rule)
                .containsExactly("crunchy.api-version");
    }

    @Test
    void anUnknownFieldThatIsWaivedIsKept() {
        Reading<CrunchyOptions> reading = Crunchy.dialect()
                .read(
                        ManifestReader.parse(List.of(new Source("hippo.yaml", Hippo.with("novelty: {a: 1}")))),
                        ReadOptions.waiving(List.of("spec.novelty")));

        assertThat(reading.violations()).isEmpty();
        assertThat(Crunchy.dialect().write(reading).get(0).at("/spec/novelty/a").asInt())
                .isEqualTo(1);
    }

    @Test
    void theDefaultWishIsRefusedUntilItSaysThatDeletionDeletes() {
        PostgresCluster wish = PostgresCluster.of("zoo", "hippo", 3);

        assertThatThrownBy(() -> Crunchy.dialect().write(wish))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("crunchy.deletion");
        assertThat(Crunchy.dialect()
                        .write(
                                wish,
                                CrunchyOptions.ofDefaults(),
                                Residue.none(),
                                WriteOptions.waiving(List.of("deletionPolicy"))))
                .hasSize(1);
    }

    @Test
    void whatAReleaseDoesNotHaveYetIsToldWithTheReleaseThatHasIt() {
        PostgresCluster paused = Hippo.readWith("paused: true").orThrow();
        CrunchyOptions old =
                CrunchyOptions.builder().operator(PgoVersion.of("5.1")).build();

        assertThat(Crunchy.dialect().unsupported(paused, old))
                .extracting(found -> found.rule())
                .containsExactlyInAnyOrder("crunchy.postgres-version", "crunchy.since-5.2");
        assertThat(Crunchy.of(PgoVersion.OLDEST).defaults().operator()).isEqualTo(PgoVersion.OLDEST);
        assertThat(Crunchy.of(PgoVersion.OLDEST)
                        .read(
                                ManifestReader.parse(List.of(new Source(
                                        "hippo.yaml",
                                        Hippo.TEXT
                                                .substring(0, Hippo.TEXT.indexOf("  backups:"))
                                                .replace("17", "14")))),
                                ReadOptions.ofDefaults())
                        .violations())
                .extracting(Violation::path)
                .containsExactly("spec.backups");
    }
}
