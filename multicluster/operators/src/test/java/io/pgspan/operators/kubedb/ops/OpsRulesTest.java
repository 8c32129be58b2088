package io.pgspan.operators.kubedb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.kubedb.ops.DatabaseFacts.BindingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpsRulesTest {
    private static final DatabaseFacts UNKNOWN = DatabaseFacts.unknown();
    private static final ContainerResources SMALL = ContainerResources.of(Map.of("cpu", Quantity.of("1")), Map.of());

    @Test
    void aRequestHasANameAndADatabase() {
        OpsRequest nameless = OpsRequest.of("demo", "", "", new Restart());

        assertThat(rules(nameless, UNKNOWN)).containsExactly("kubedb.ops.name", "kubedb.ops.database-ref");
        assertThat(rules(OpsRequest.generated("demo", "pg-", "pg", new Restart()), UNKNOWN))
                .isEmpty();
    }

    @Test
    void aVersionIsInTheCatalogAndAllowedAndOfTheSameMake() {
        CatalogVersion now = new CatalogVersion(
                "16.4", "16.4", "alpine", "Official", List.of(">= 16.4, <= 17.2", "18.1"), List.of("= 17.1"));
        CatalogVersion next = new CatalogVersion("17.2", "17.2", "alpine", "Official", List.of(), List.of());
        CatalogVersion denied = CatalogVersion.of("17.1", "17.1");
        CatalogVersion far = CatalogVersion.of("18.3", "18.3");
        CatalogVersion other = new CatalogVersion("17.2-b", "17.2", "bookworm", "TimescaleDB", List.of(), List.of());
        DatabaseFacts facts = DatabaseFacts.builder()
                .version(now)
                .catalog(Map.of("17.2", next, "17.1", denied, "18.3", far, "17.2-b", other))
                .build();

        assertThat(rules(new UpdateVersion("17.2"), facts)).isEmpty();
        assertThat(rules(new UpdateVersion("17.1"), facts))
                .containsExactly("kubedb.ops.update-version.target-forbidden");
        assertThat(rules(new UpdateVersion("18.3"), facts))
                .containsExactly("kubedb.ops.update-version.target-forbidden");
        assertThat(rules(new UpdateVersion("17.2-b"), facts))
                .containsExactly("kubedb.ops.update-version.base-os", "kubedb.ops.update-version.distribution");
        assertThat(rules(new UpdateVersion("19"), facts)).containsExactly("kubedb.ops.update-version.target-unknown");
        assertThat(rules(new UpdateVersion(""), UNKNOWN)).containsExactly("kubedb.ops.update-version.target");
        assertThat(rules(new UpdateVersion("19"), UNKNOWN)).isEmpty();
    }

    @Test
    void constraintsOfTheCatalogAreReadOrLeftToTheWebhook() {
        assertThat(VersionConstraint.isMet("> 13.2, < 14", "13.9")).contains(true);
        assertThat(VersionConstraint.isMet(">13.2 <14", "14.0")).contains(false);
        assertThat(VersionConstraint.isMet("< 10 || >= 16.1", "16.1")).contains(true);
        assertThat(VersionConstraint.isMet("!= 16.1", "16.1.0")).contains(false);
        assertThat(VersionConstraint.isMet("~16", "16.1")).isEmpty();
        assertThat(VersionConstraint.isMet("16.*", "16.1")).isEmpty();
        assertThat(VersionConstraint.isMet(">= 16", "sixteen")).isEmpty();
    }

    @Test
    void horizontalScalingSaysExactlyOneThing() {
        HorizontalScaling three = HorizontalScaling.to(3, StandbyMode.HOT, Streaming.SYNCHRONOUS);
        ReadReplicaScaling group = ReadReplicaScaling.of("reports", 2);

        assertThat(rules(three, UNKNOWN)).isEmpty();
        assertThat(lints(three, UNKNOWN)).isEmpty();
        assertThat(rules(new HorizontalScaling(3, null, null, List.of(group)), UNKNOWN))
                .containsExactly("kubedb.ops.horizontal-scaling.one-of");
        assertThat(rules(new HorizontalScaling(null, null, null, List.of()), UNKNOWN))
                .containsExactly("kubedb.ops.horizontal-scaling.one-of");
        assertThat(rules(new HorizontalScaling(0, null, null, List.of()), UNKNOWN))
                .containsExactly("kubedb.ops.horizontal-scaling.replicas");
        assertThat(rules(new HorizontalScaling(null, null, null, List.of(ReadReplicaScaling.removal(""))), UNKNOWN))
                .containsExactly("kubedb.ops.horizontal-scaling.group-name");
        assertThat(lints(new HorizontalScaling(3, null, null, List.of()), distributed()))
                .containsExactly(
                        "kubedb.ops.horizontal-scaling.streaming-mode",
                        "kubedb.ops.horizontal-scaling.standby-mode",
                        "kubedb.ops.horizontal-scaling.policy-first");
    }

    @Test
    void verticalScalingNeedsMoreThanTheExporter() {
        VerticalScaling exporter =
                new VerticalScaling(null, null, null, SMALL, List.of(), VerticalScaling.Mode.IN_PLACE);
        VerticalScaling group = new VerticalScaling(
                null, null, null, null, List.of(new ReadReplicaResources("x", null)), VerticalScaling.Mode.RESTART);
        DatabaseFacts facts =
                DatabaseFacts.builder().readReplicas(Set.of("reports")).build();

        assertThat(rules(VerticalScaling.of(SMALL), UNKNOWN)).isEmpty();
        assertThat(rules(exporter, UNKNOWN)).containsExactly("kubedb.ops.vertical-scaling.empty");
        assertThat(lints(exporter, distributed())).containsExactly("kubedb.ops.vertical-scaling.in-place");
        assertThat(rules(group, facts)).containsExactly("kubedb.ops.vertical-scaling.group-unknown");
        assertThat(rules(group, UNKNOWN)).isEmpty();
    }

    @Test
    void aVolumeOnlyGrowsAndSaysHow() {
        DatabaseFacts facts = DatabaseFacts.builder()
                .storage(Quantity.of("10Gi"))
                .arbiterStorage(Quantity.of("2Gi"))
                .ready(false)
                .build();

        assertThat(rules(VolumeExpansion.online(Quantity.of("12Gi")), facts)).isEmpty();
        assertThat(rules(VolumeExpansion.online(Quantity.of("10240Mi")), facts))
                .containsExactly("kubedb.ops.volume-expansion.not-larger");
        assertThat(rules(VolumeExpansion.online(Quantity.of("0")), UNKNOWN))
                .containsExactly("kubedb.ops.volume-expansion.not-larger");
        assertThat(rules(new VolumeExpansion(null, null, null), facts))
                .containsExactly("kubedb.ops.volume-expansion.mode", "kubedb.ops.volume-expansion.empty");
        assertThat(rules(new VolumeExpansion(null, Quantity.of("1Gi"), VolumeExpansion.Mode.OFFLINE), facts))
                .containsExactly("kubedb.ops.volume-expansion.not-larger");
        assertThat(lints(VolumeExpansion.online(Quantity.of("12Gi")), facts))
                .containsExactly("kubedb.ops.if-ready-waits", "kubedb.ops.volume-expansion.if-ready");
    }

    @Test
    void aConfigurationHasASourceAndIsNotDroppedWithoutARestart() {
        assertThat(rules(Reconfigure.apply("work_mem = 1MB"), UNKNOWN)).isEmpty();
        assertThat(rules(new Reconfigure(null, Map.of(), false, null, Reconfigure.RestartMode.AUTO), UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure.empty");
        assertThat(rules(new Reconfigure(null, Map.of(), true, null, Reconfigure.RestartMode.NO), UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure.restart");
        assertThat(lints(
                        new Reconfigure(null, Map.of("pg.conf", ""), false, null, Reconfigure.RestartMode.AUTO),
                        UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure.file");
    }

    @Test
    void aPasswordRotatesAndTheUserStays() {
        DatabaseFacts facts = DatabaseFacts.builder()
                .userName("postgres")
                .userNamesBySecret(Map.of("next", "postgres", "other", "admin"))
                .build();

        assertThat(rules(RotateAuth.random(), facts)).isEmpty();
        assertThat(rules(RotateAuth.fromSecret("next"), facts)).isEmpty();
        assertThat(lints(RotateAuth.fromSecret("next"), facts)).isEmpty();
        assertThat(rules(RotateAuth.fromSecret("other"), facts)).containsExactly("kubedb.ops.rotate-auth.user-name");
        assertThat(rules(RotateAuth.fromSecret("none"), facts)).containsExactly("kubedb.ops.rotate-auth.secret");
        assertThat(rules(RotateAuth.fromSecret(""), UNKNOWN)).containsExactly("kubedb.ops.rotate-auth.secret");
        assertThat(lints(RotateAuth.fromSecret("next"), UNKNOWN)).containsExactly("kubedb.ops.rotate-auth.same-user");
    }

    @Test
    void aMigrationHasATimeoutAndClassesThatFit() {
        DatabaseFacts facts = DatabaseFacts.builder()
                .storageClass("slow")
                .storageClasses(Map.of(
                        "slow", BindingMode.WAIT_FOR_FIRST_CONSUMER,
                        "fast", BindingMode.WAIT_FOR_FIRST_CONSUMER,
                        "now", BindingMode.IMMEDIATE))
                .build();
        StorageMigration fast = new StorageMigration("fast", null);

        assertThat(rules(request(fast).withTimeout(Duration.ofHours(2)), facts)).isEmpty();
        assertThat(rules(fast, facts)).containsExactly("kubedb.ops.storage-migration.timeout");
        assertThat(rules(request(new StorageMigration("now", null)).withTimeout(Duration.ofHours(2)), facts))
                .containsExactly("kubedb.ops.storage-migration.binding-mode");
        assertThat(rules(request(new StorageMigration("gone", null)).withTimeout(Duration.ofHours(2)), facts))
                .containsExactly("kubedb.ops.storage-migration.class-unknown");
        assertThat(rules(
                        request(new StorageMigration("", null)),
                        DatabaseFacts.builder().storageClass("").build()))
                .containsExactly(
                        "kubedb.ops.storage-migration.timeout",
                        "kubedb.ops.storage-migration.class",
                        "kubedb.ops.storage-migration.source");
    }

    @Test
    void certificatesFailoversAndTheCoordinatorsStoreHaveTraps() {
        ReconfigureTls both =
                new ReconfigureTls(null, List.of(), true, true, null, ReconfigureTls.ClientAuthMode.CERT, false);

        assertThat(lints(both, UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure-tls.remove", "kubedb.ops.reconfigure-tls.cert");
        assertThat(lints(new ReconfigureTls(null, List.of(), false, false, null, null, false), UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure-tls.empty");
        assertThat(lints(ReconfigureTls.remove(ReconfigureTls.ClientAuthMode.MD5), UNKNOWN))
                .containsExactly("kubedb.ops.reconfigure-tls.md5");
        assertThat(lints(ReconfigureTls.rotate(), UNKNOWN)).isEmpty();
        assertThat(lints(new ForceFailOver(List.of()), UNKNOWN))
                .containsExactly("kubedb.ops.force-fail-over.data-loss");
        assertThat(lints(new SetRaftKeyPair(Map.of("Coordinator/Status", "Pause")), UNKNOWN))
                .containsExactly("kubedb.ops.set-raft-key-pair.pause");
        assertThat(lints(new SetRaftKeyPair(Map.of("Coordinator/Status", "Go")), UNKNOWN))
                .containsExactly("kubedb.ops.set-raft-key-pair.status");
        assertThat(lints(new SetRaftKeyPair(Map.of()), UNKNOWN)).containsExactly("kubedb.ops.set-raft-key-pair.empty");
        assertThat(lints(new ReconnectStandby(null), UNKNOWN)).isEmpty();
    }

    @Test
    void aSpecDoesNotChange() {
        OpsRequest request = request(new Restart());

        assertThat(OpsRules.checkUpdate(request, request.withLabels(Map.of("a", "b"))))
                .isEmpty();
        assertThat(OpsRules.checkUpdate(request, request.withApply(OpsRequest.Apply.ALWAYS)))
                .extracting(Violation::rule)
                .containsExactly("kubedb.ops.immutable");
    }

    private static DatabaseFacts distributed() {
        return DatabaseFacts.builder().distributed(true).build();
    }

    private static OpsRequest request(Operation operation) {
        return OpsRequest.of("demo", "ops", "pg", operation);
    }

    private static List<String> rules(Operation operation, DatabaseFacts facts) {
        return rules(request(operation), facts);
    }

    private static List<String> rules(OpsRequest request, DatabaseFacts facts) {
        return OpsRules.check(request, facts).stream().map(Violation::rule).toList();
    }

    private static List<String> lints(Operation operation, DatabaseFacts facts) {
        return OpsLints.of(request(operation), facts).stream().map(Lint::id).toList();
    }
}
