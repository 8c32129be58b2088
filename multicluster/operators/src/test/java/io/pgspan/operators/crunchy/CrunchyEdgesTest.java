package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.crunchy.release.ReleaseFields;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands just beside the usual: values that mean nothing, two things where one is meant, and the first releases of each. */
class CrunchyEdgesTest {
    @Test
    void aLeaseThatCannotBeKeptIsLeftAsItIs() {
        Reading<CrunchyOptions> reading =
                Hippo.readWith("patroni: {leaderLeaseDurationSeconds: 20, syncPeriodSeconds: 10}");

        assertThat(reading.orThrow().election()).isEmpty();
        assertThat(written(reading)
                        .at("/spec/patroni/leaderLeaseDurationSeconds")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void aStandbyThatIsSwitchedOffButHasASourceStaysOff() {
        Reading<CrunchyOptions> reading = Hippo.readWith("standby: {enabled: false, host: west.example.org}");

        assertThat(reading.orThrow().standby().orElseThrow().isEnabled()).isFalse();
        assertThat(written(reading).at("/spec/standby/enabled").isBoolean()).isTrue();
        assertThat(written(reading).at("/spec/standby/enabled").asBoolean()).isFalse();
    }

    @Test
    void aRepositoryInTwoPlacesIsRefused() {
        Reading<CrunchyOptions> reading =
                Hippo.read(Hippo.changed("          volume:", "          gcs: {bucket: b}\n          volume:"));

        assertThat(reading.violations()).extracting(Violation::rule).contains("crunchy.repository-kind");
    }

    @ParameterizedTest
    @CsvSource({"repo1-path, //a", "repo1-path, a", "repo1-cipher-type, none"})
    void anOptionTheModelHasNoWordForIsOneOfTheTool(String option, String value) {
        Reading<CrunchyOptions> reading =
                Hippo.read(Hippo.TEXT.substring(0, Hippo.TEXT.indexOf("  backups:")) + """
                  backups:
                    pgbackrest:
                      configuration: [{secret: {name: creds}}]
                      global: {%s: "%s"}
                      repos: [{name: repo1, s3: {bucket: b, endpoint: s3.example.com, region: eu-1}}]
                """.formatted(option, value));

        assertThat(reading.orThrow().backups().orElseThrow().toolOptions()).containsEntry(option, value);
        assertThat(written(reading)
                        .at("/spec/backups/pgbackrest/global")
                        .path(option)
                        .asText())
                .isEqualTo(value);
    }

    @Test
    void theTypeThatAManualBackupHasAnywayIsNotWritten() {
        Reading<CrunchyOptions> reading =
                Hippo.read(Hippo.TEXT + "      manual: {repoName: repo1, options: [\"--type=incr\"]}\n");
        JsonNode manual = written(reading).at("/spec/backups/pgbackrest/manual");

        assertThat(manual.path("repoName").asText()).isEqualTo("repo1");
        assertThat(manual.has("options")).isFalse();
    }

    @Test
    void anEmptyNameOfASourceIsNone() {
        RestoreFrom source = (RestoreFrom) Hippo.readWith(
                        "dataSource: {postgresCluster: {clusterName: \"\", clusterNamespace: \"\", repoName: repo1}}")
                .orThrow()
                .dataSource()
                .orElseThrow();

        assertThat(source.clusterName()).isEmpty();
        assertThat(source.namespace()).isEmpty();
    }

    /** Since 5.8 the API server refuses it as well. */
    @ParameterizedTest
    @ValueSource(strings = {"5.7", "6.0"})
    void aSourceOnAVolumeIsRefused(String release) {
        String text = Hippo.with("""
                dataSource:
                  pgbackrest:
                    stanza: db
                    repo:
                      name: repo1
                      volume: {volumeClaimSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
                """);
        Reading<CrunchyOptions> reading = Crunchy.of(PgoVersion.of(release))
                .read(ManifestReader.parse(List.of(new Source("hippo.yaml", text))), ReadOptions.ofDefaults());

        assertThat(reading.violations()).extracting(Violation::path).contains("spec.dataSource.pgbackrest.repo.volume");
    }

    @ParameterizedTest
    @CsvSource({"spec.authentication.rules, 5.8.0", "spec.instances[].tablespaceVolumes, 5.4.0"})
    void aFieldIsThereFromItsReleaseOn(String path, String since) {
        assertThat(ReleaseFields.CLUSTER.since(TreePath.of(path))).hasToString(since);
    }

    @ParameterizedTest
    @CsvSource({
        "5.0.3, 10, 14",
        "5.3, 10, 15",
        "5.4, 10, 15",
        "5.5, 10, 16",
        "5.6, 10, 16",
        "5.7, 10, 17",
        "5.8, 11, 17",
        "5.8.4, 11, 17",
        "5.8.5, 11, 18",
        "6.0, 11, 18"
    })
    void eachReleaseKnowsItsVersionsOfPostgresql(String release, int oldest, int newest) {
        PgoVersion version = PgoVersion.of(release);

        assertThat(version.oldestPostgres()).isEqualTo(oldest);
        assertThat(version.newestPostgres()).isEqualTo(newest);
    }

    private static JsonNode written(Reading<CrunchyOptions> reading) {
        return Crunchy.dialect().write(reading).get(0);
    }
}
