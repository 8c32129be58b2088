package io.pgspan.operators.cnpg.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.cnpg.CloudNativePgOptions;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster as guides describe it, with the mistakes they make. */
class KnownMistakesTest {
    private static final String GUIDE = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: shop, namespace: data}
            spec:
              instances: 3
              imageName: registry.example/postgresql:15
              storage: {size: 1Ti, storageClass: ssd}
              bootstrap: {initdb: {database: shop, owner: postgres}}
              superuserSecret: {name: shop-admin}
              postgresql: {parameters: {shared_buffers: 8GB}}
              resources: {requests: {memory: 16Gi}}
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    - topologyKey: kubernetes.io/hostname
                      labelSelector: {matchLabels: {cnpg.io/cluster: shop}}
              backup:
                barmanObjectStore:
                  destinationPath: s3://backups/shop
                  s3Credentials:
                    accessKeyId: {name: s3, key: id}
                    secretAccessKey: {name: s3, key: secret}
                retentionPolicy: 30d
            """;

    @Test
    void theMistakesOfAGuideAreToldAndItCanStillBeWrittenBack() {
        Reading<CloudNativePgOptions> reading = read(GUIDE);
        assertThat(reading.lint(Severity.ERROR)).isEmpty();
        assertThat(reading.lint(Severity.WARNING))
                .extracting(Lint::id, Lint::path)
                .containsExactlyInAnyOrder(
                        tuple("cnpg.owner-postgres", "spec.bootstrap.initdb.owner"),
                        tuple("cnpg.superuser-secret-ignored", "spec.superuserSecret"),
                        tuple("cnpg.affinity-fields", "spec.affinity.podAntiAffinity"),
                        tuple("cnpg.in-tree-store", "spec.backup.barmanObjectStore"),
                        tuple("cnpg.no-scheduled-backup", "spec.backup"));
        assertThat(CloudNativePg.dialect()
                        .write(reading)
                        .get(0)
                        .at("/spec/affinity/podAntiAffinity")
                        .isObject())
                .isTrue();
    }

    @Test
    void aScheduleOfFiveFieldsIsToldBesideTheClusterItBacksUp() {
        Reading<CloudNativePgOptions> reading = read(GUIDE + """
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: ScheduledBackup
                metadata: {name: nightly, namespace: data}
                spec: {schedule: 0 2 * * *, cluster: {name: shop}}
                """);
        assertThat(reading.lint())
                .extracting(Lint::id)
                .contains("cnpg.cron-five-fields")
                .doesNotContain("cnpg.no-scheduled-backup");
        assertThat(reading.orThrow()
                        .backups()
                        .orElseThrow()
                        .repositories()
                        .get(0)
                        .schedules()
                        .get(0)
                        .schedule()
                        .text())
                .as("second 0 and minute 2 of every hour, as the operator reads it")
                .isEqualTo("2 * * * *");
    }

    @Test
    void aTargetWithTheNameOfAZoneIsRefusedAndOneWithItsOffsetIsNot() {
        String restored = """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: shop}
                spec:
                  instances: 1
                  storage: {size: 1Gi}
                  bootstrap: {recovery: {backup: {name: b}, recoveryTarget: {targetTime: "%s"}}}
                """;
        assertThat(read(restored.formatted("2021-06-09 14:15:11 EDT")).violations())
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.path()).isEqualTo("spec.bootstrap.recovery.recoveryTarget.targetTime"));
        assertThat(read(restored.formatted("2021-06-09 14:15:11-04")).violations())
                .isEmpty();
    }

    @Test
    void satellitesAreJudgedWithoutTheirClusterToo() {
        assertThat(read("""
                apiVersion: postgresql.cnpg.io/v1
                kind: Pooler
                metadata: {name: shop-rw}
                spec: {cluster: {name: shop}, instances: 2, pgbouncer: {poolMode: session}, replicas: 2}
                """).lint())
                .extracting(Lint::id)
                .contains("cnpg.pooler-named-as-service", "cnpg.unknown-field", "cnpg.none");
    }

    @Test
    void whatSelectsPodsByALabelNobodyHasIsTold() {
        assertThat(read(GUIDE + """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: shop-primary, namespace: data}
                spec: {selector: {cnpg.io/cluster: shop, cnpg.io/role: primary}}
                """).lint())
                .filteredOn(found -> found.id().equals("cnpg.role-label-elsewhere"))
                .singleElement()
                .satisfies(found -> assertThat(found.path()).isEqualTo("spec.selector[\"cnpg.io/role\"]"));
    }

    private static Reading<CloudNativePgOptions> read(String yaml) {
        ManifestSet set = ManifestReader.parse(List.of(new Source("guide.yaml", yaml)));
        return CloudNativePg.dialect().read(set, ReadOptions.ofDefaults());
    }
}
