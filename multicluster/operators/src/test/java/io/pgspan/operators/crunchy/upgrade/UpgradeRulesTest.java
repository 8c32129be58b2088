package io.pgspan.operators.crunchy.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeRulesTest {
    private static final PgUpgrade UPGRADE = PgUpgrade.of("demo", "up", "hippo", 16, 17);

    @ParameterizedTest
    @CsvSource({
        "16, 17, 6.0.3, ''",
        "17, 17, 6.0.3, crunchy.upgrade.order",
        "17, 16, 6.0.3, crunchy.upgrade.order",
        "10, 16, 6.0.3, crunchy.upgrade.version",
        "10, 16, 5.7.9, ''",
        "17, 18, 5.8.0, crunchy.upgrade.version",
        "17, 18, 5.8.5, ''",
        "13, 14, 5.2, crunchy.upgrade.kind-since"
    })
    void versionsAreThoseOfTheRelease(int from, int to, String operator, String rule) {
        assertThat(UpgradeRules.check(PgUpgrade.of("demo", "up", "hippo", from, to), PgoVersion.of(operator)))
                .extracting(Violation::rule)
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "11, CLONE, crunchy.upgrade.transfer",
        "12, CLONE, ''",
        "16, COPY_FILE_RANGE, crunchy.upgrade.transfer",
        "17, COPY_FILE_RANGE, ''",
        "11, COPY, ''",
        "11, LINK, ''"
    })
    void aWayOfBringingFilesOverNeedsItsVersion(int to, TransferMethod method, String rule) {
        assertThat(UpgradeRules.check(
                        PgUpgrade.of("demo", "up", "hippo", 10, to).withTransfer(method), PgoVersion.of("5.7")))
                .extracting(Violation::rule)
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void noJobsMeansAsManyAsTheProcessorsAllow() {
        assertThat(UpgradeRules.check(UPGRADE.withJobs(0), PgoVersion.NEWEST)).isEmpty();
    }

    @Test
    void whatIsMissingIsToldAtItsPlaceOnce() {
        ObjectNode object = UpgradeWriter.write(UPGRADE.withJobs(-1));
        ((ObjectNode) object.path("spec")).remove(List.of("postgresClusterName", "toPostgresVersion"));
        assertThat(read(object, Optional.empty()).violations())
                .extracting(v -> v.rule() + " " + v.path())
                .containsExactlyInAnyOrder(
                        "crunchy.required spec.toPostgresVersion",
                        "crunchy.upgrade.cluster spec.postgresClusterName",
                        "crunchy.upgrade.jobs spec.jobs");
    }

    @Test
    void theOldImageIsAFieldOfOldReleasesOnlyAndKept() {
        ObjectNode object = UpgradeWriter.write(UPGRADE);
        ((ObjectNode) object.path("spec")).put("toPostgresImage", "x");
        assertThat(read(object, Optional.empty()).violations())
                .extracting(Violation::rule)
                .containsExactly("crunchy.unknown-field");
        UpgradeReading old =
                UpgradeReader.read(Manifest.of(object), Waivers.of(List.of()), PgoVersion.of("5.7"), Optional.empty());
        assertThat(old.violations()).isEmpty();
        assertThat(UpgradeWriter.write(old.upgrade(), old.residue())).isEqualTo(object);
    }

    @Test
    void theOperatorLooksAtOneThingAfterTheOther() {
        assertThat(decided(PgUpgrade.of("demo", "up", "hippo", 17, 17), c -> {}))
                .isEqualTo(UpgradeReason.INVALID);
        assertThat(UpgradeDecision.of(UPGRADE, UpgradeStatus.none(), Optional.empty()))
                .isEqualTo(UpgradeReason.CLUSTER_NOT_FOUND);
        assertThat(decided(UPGRADE, c -> spec(c).put("postgresVersion", 17))).isEqualTo(UpgradeReason.RESOLVED);
        assertThat(decided(UPGRADE, c -> status(c).put("postgresVersion", 17))).isEqualTo(UpgradeReason.COMPLETED);
        assertThat(decided(UPGRADE, c -> running(c, 1))).isEqualTo(UpgradeReason.NOT_SHUT_DOWN);
        assertThat(decided(UPGRADE, c -> status(c).remove("startupInstance"))).isEqualTo(UpgradeReason.PRIMARY_UNKNOWN);
        assertThat(decided(UPGRADE, c -> spec(c).put("postgresVersion", 15)))
                .isEqualTo(UpgradeReason.INVALID_FOR_CLUSTER);
        assertThat(decided(UPGRADE, c -> ((ObjectNode) c.path("metadata")).remove("annotations")))
                .isEqualTo(UpgradeReason.NOT_ALLOWED);
        assertThat(decided(UPGRADE, c -> {})).isEqualTo(UpgradeReason.GOES_ON);
        assertThat(UpgradeDecision.of(UPGRADE, told("Succeeded", "False"), Optional.of(UpgradeFacts.of(cluster(16)))))
                .isEqualTo(UpgradeReason.FAILED);
        assertThat(UpgradeDecision.of(UPGRADE, told("Succeeded", "True"), Optional.empty()))
                .isEqualTo(UpgradeReason.SUCCEEDED);
    }

    @Test
    void aClusterThatIsReadyDrawsNoWarning() {
        assertThat(judged(c -> {})).containsExactlyInAnyOrder("crunchy.upgrade.link", "crunchy.upgrade.afterwards");
    }

    @Test
    void whatTheClusterLacksIsToldTogether() {
        assertThat(judged(c -> {
                    spec(c).put("shutdown", false).put("postGISVersion", "3.4");
                    spec(c).remove("backups");
                    c.remove("status");
                    ((ObjectNode) c.path("metadata")).remove("annotations");
                }))
                .contains(
                        "crunchy.upgrade.not-shut-down",
                        "crunchy.upgrade.not-allowed",
                        "crunchy.upgrade.postgis",
                        "crunchy.upgrade.no-backup");
        assertThat(judged(c -> spec(c).putObject("standby").put("repoName", "repo1")))
                .contains("crunchy.upgrade.standby");
        assertThat(judged(c -> spec(c).put("postgresVersion", 14))).contains("crunchy.upgrade.cluster-version");
        assertThat(judged(c -> status(c).remove("startupInstance"))).contains("crunchy.upgrade.primary-unknown");
    }

    @Test
    void anUpgradeThatHasSucceededIsNotJudgedAnyMore() {
        ObjectNode object = UpgradeWriter.write(PgUpgrade.of("demo", "up", "hippo", 17, 16));
        object.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Succeeded")
                .put("status", "True");
        assertThat(read(object, Optional.empty()).lint()).isEmpty();
    }

    @Test
    void aCopyLeavesTheOldDataWhole() {
        assertThat(UpgradeLints.of(UPGRADE.withTransfer(TransferMethod.COPY)))
                .extracting(Lint::id)
                .containsExactly("crunchy.upgrade.afterwards");
    }

    /** A cluster that is shut down and allows the upgrade. */
    static ObjectNode cluster(int version) {
        ObjectNode cluster = JsonNodeFactory.instance.objectNode();
        cluster.putObject("metadata")
                .put("name", "hippo")
                .put("namespace", "demo")
                .putObject("annotations")
                .put("postgres-operator.crunchydata.com/allow-upgrade", "up");
        ObjectNode spec =
                cluster.putObject("spec").put("postgresVersion", version).put("shutdown", true);
        spec.putObject("backups");
        ObjectNode status = cluster.putObject("status").put("startupInstance", "hippo-a-abcd");
        status.putArray("instances").addObject().put("name", "a").put("replicas", 0);
        return cluster;
    }

    private static List<String> judged(Consumer<ObjectNode> change) {
        ObjectNode cluster = cluster(16);
        change.accept(cluster);
        return read(UpgradeWriter.write(UPGRADE), Optional.of(UpgradeFacts.of(cluster))).lint().stream()
                .map(Lint::id)
                .toList();
    }

    private static UpgradeReason decided(PgUpgrade upgrade, Consumer<ObjectNode> change) {
        ObjectNode cluster = cluster(16);
        change.accept(cluster);
        return UpgradeDecision.of(upgrade, UpgradeStatus.none(), Optional.of(UpgradeFacts.of(cluster)));
    }

    private static UpgradeReading read(ObjectNode object, Optional<UpgradeFacts> facts) {
        return UpgradeReader.read(Manifest.of(object), Waivers.of(List.of()), PgoVersion.NEWEST, facts);
    }

    private static UpgradeStatus told(String type, String status) {
        return new UpgradeStatus(List.of(new UpgradeStatus.Condition(type, status, "")));
    }

    private static ObjectNode spec(ObjectNode cluster) {
        return (ObjectNode) cluster.path("spec");
    }

    private static ObjectNode status(ObjectNode cluster) {
        return (ObjectNode) cluster.path("status");
    }

    private static void running(ObjectNode cluster, int pods) {
        ((ObjectNode) cluster.path("status").path("instances").get(0)).put("replicas", pods);
    }
}
