package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Severity;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CloudNativePG refuses, each told where it stands. */
class CnpgViolationsTest {
    private static final String PLAIN = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: {name: hippo}
            spec:
              instances: 3
              storage: {size: 1Gi}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imageName: postgresql:latest | cnpg.image-tag | spec.imageName",
                "imageName: postgresql:12.1 | cnpg.image-major | spec.imageName",
                "{imageName: pg:17, imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: c, major: 17}}"
                        + " | cnpg.image-and-catalog | spec.imageCatalogRef",
                "imageCatalogRef: {kind: Catalog, name: c, major: 17} | cnpg.catalog-reference | spec.imageCatalogRef",
                "imageCatalogRef: {kind: ImageCatalog, name: c} | cnpg.required | spec.imageCatalogRef.major",
                "affinity: {podAntiAffinityType: sometimes} | cnpg.anti-affinity-type | spec.affinity.podAntiAffinityType",
                "{minSyncReplicas: 1, maxSyncReplicas: 1, postgresql: {synchronous: {method: any, number: 1}}} | cnpg.sync-old-and-new"
                        + " | spec.postgresql.synchronous",
                "postgresql: {synchronous: {method: any, number: 0}} | cnpg.sync-number | spec.postgresql.synchronous.number",
                "postgresql: {synchronous: {method: any}} | cnpg.required | spec.postgresql.synchronous.number",
                "postgresql: {synchronous: {method: any, number: 1, dataDurability: preferred, standbyNamesPre: [x]}}"
                        + " | cnpg.sync-preferred-names | spec.postgresql.synchronous.dataDurability",
                "postgresql: {synchronous: {method: any, number: 1, failoverQuorum: true, standbyNamesPost: [x]}}"
                        + " | cnpg.quorum-number | spec.postgresql.synchronous.failoverQuorum",
                "{minSyncReplicas: 2, maxSyncReplicas: 1} | cnpg.sync-range | spec.minSyncReplicas",
                "primaryLease: {leaseDurationSeconds: 10} | cnpg.lease-times | spec.primaryLease",
                "primaryLease: {retryPeriodSeconds: 0} | cnpg.lease-times | spec.primaryLease",
                "postgresql: {parameters: {port: \"6432\"}} | cnpg.parameter-fixed | spec.postgresql.parameters.port",
                "managed: {roles: [{name: pg_boss}]} | cnpg.role-reserved | spec.managed.roles[0].name",
                "managed: {roles: [{name: a, disablePassword: true, passwordSecret: {name: s}}]} | cnpg.role-password-twice"
                        + " | spec.managed.roles[0].disablePassword",
                "certificates: {serverTLSSecret: tls} | cnpg.server-certificate-alone | spec.certificates.serverCASecret",
                "certificates: {serverTLSSecret: tls, serverCASecret: ca, serverAltDNSNames: [x]} | cnpg.server-certificate-names"
                        + " | spec.certificates.serverAltDNSNames",
                "certificates: {replicationTLSSecret: tls} | cnpg.replication-certificate-alone"
                        + " | spec.certificates.clientCASecret",
                "managed: {services: {disabledDefaultServices: [rw]}} | cnpg.service-disabled"
                        + " | spec.managed.services.disabledDefaultServices",
                "bootstrap: {initdb: {database: a}} | cnpg.application-database | spec.bootstrap.initdb",
                "bootstrap: {initdb: {}, pg_basebackup: {source: x}} | cnpg.bootstrap-several | spec.bootstrap",
                "bootstrap: {pg_basebackup: {source: x}} | cnpg.source-missing | spec.bootstrap.pg_basebackup.source",
                "bootstrap: {recovery: {backup: {name: b}, recoveryTarget: {targetTime: 2026-01-31T12:00:00Z, targetImmediate: true}}}"
                        + " | cnpg.target-several | spec.bootstrap.recovery.recoveryTarget",
                "{plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: o}}],"
                        + " backup: {barmanObjectStore: {destinationPath: s3://b}}} | cnpg.two-archivers | spec.plugins",
                "backup: {retentionPolicy: 5y, barmanObjectStore: {destinationPath: s3://b}} | cnpg.retention-format | spec.backup.retentionPolicy",
                "{instances: 1, primaryUpdateStrategy: supervised} | cnpg.supervised-alone | spec.primaryUpdateStrategy",
                "storage: {size: null} | cnpg.required | spec.storage.size",
                "storag: {} | cnpg.unknown-field | spec.storag"
            })
    void aMistakeIsToldWhereItStands(String spec, String rule, String path) {
        Reading<CloudNativePgOptions> reading = Read.yaml(laid(spec));
        assertThat(reading.violations())
                .filteredOn(found -> found.rule().equals(rule))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.path()).isEqualTo(path);
                    assertThat(found.source()).startsWith("sample.yaml");
                    assertThat(found.remedy()).isNotBlank();
                });
        assertThat(reading.violations()).extracting(Violation::path).doesNotHaveDuplicates();
    }

    /** The plain object with some fields of its spec replaced. */
    private static String laid(String spec) {
        String line = spec.startsWith("{") ? spec : "{" + spec + "}";
        return ManifestWriter.toYaml(List.of(TrapTable.laid(PLAIN, "spec: " + line)));
    }

    @Test
    void aNameMustBeShort() {
        assertThat(Read.yaml(PLAIN.replace("hippo", "h".repeat(51))).violations())
                .extracting(Violation::rule)
                .contains("cnpg.cluster-name");
    }

    @Test
    void anotherVersionOfTheApiIsNoCluster() {
        assertThat(Read.yaml(PLAIN.replace("io/v1", "io/v1beta1")).violations())
                .extracting(Violation::rule)
                .containsExactly("cnpg.api-version");
        assertThat(Read.yaml("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n")
                        .violations())
                .extracting(Violation::rule)
                .containsExactly("cnpg.none");
    }

    @Test
    void anUnknownFieldIsKeptWhenItIsWaived() {
        Reading<CloudNativePgOptions> reading = CloudNativePg.dialect()
                .read(Read.set(PLAIN + "  newer: {a: 1}\n"), ReadOptions.waiving(List.of("spec.newer")));
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.lint(Severity.WARNING)).extracting(Lint::id).contains("cnpg.unknown-field");
        assertThat(CloudNativePg.dialect()
                        .write(reading)
                        .get(0)
                        .at("/spec/newer/a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void mistakesOfAClusterThatPassesThroughAreToldToo() {
        String two = PLAIN + "---\n" + PLAIN.replace("hippo", "camel").replace("1Gi", "[]");
        assertThat(Read.yaml(two).violations()).extracting(Violation::path).contains("spec.storage.size");
    }
}
