package io.pgspan.operators.crunchy.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every upgrade keeps on its way through an object. */
class UpgradeRoundTripTest {

    @Property(tries = 500)
    void anUpgradeIsReadBackAsItWasWritten(@ForAll long seed) {
        PgUpgrade upgrade = any(new Random(seed));

        UpgradeReading reading = read(UpgradeWriter.write(upgrade));

        assertThat(reading.upgrade()).isEqualTo(upgrade);
        assertThat(reading.residue().unread()).isEmpty();
        assertThat(reading.violations()).isEmpty();
        assertThat(reading.orThrow()).isEqualTo(upgrade);
    }

    @Property(tries = 200)
    void whatHasNoPlaceIsKept(@ForAll long seed) {
        ObjectNode object = UpgradeWriter.write(any(new Random(seed)));
        ObjectNode spec = (ObjectNode) object.path("spec");
        spec.put("priorityClassName", "high");
        spec.putObject("resources").putObject("limits").put("cpu", "2");
        spec.putArray("tolerations").addObject().put("key", "a");
        spec.putObject("metadata").putObject("labels").put("a", "b");

        UpgradeReading reading = read(object);

        assertThat(reading.violations()).isEmpty();
        assertThat(UpgradeWriter.write(reading.upgrade(), reading.residue())).isEqualTo(object);
    }

    @Property(tries = 1000)
    void valuesOfWrongTypesEndInFindings(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        ObjectNode object = UpgradeWriter.write(any(random));
        object.putObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Progressing")
                .put("status", "False")
                .put("reason", "PGUpgradeInvalid");

        UpgradeReading reading = UpgradeReader.read(
                Manifest.of(JunkTrees.spoil(object, random, changes)),
                Waivers.of(List.of()),
                PgoVersion.NEWEST,
                Optional.of(UpgradeFacts.of(JunkTrees.spoil(UpgradeRulesTest.cluster(17), random, changes))));

        assertThat(reading.lint()).allSatisfy(lint -> {
            assertThat(lint.id()).startsWith("crunchy.");
            assertThat(lint.instead()).isNotEmpty();
        });
        assertThat(UpgradeWriter.write(reading.upgrade(), reading.residue())
                        .path("spec")
                        .isObject())
                .isTrue();
    }

    @Property(tries = 200)
    void aFieldThatTheReleaseLacksIsToldWithTheOneThatHasIt(@ForAll long seed) {
        PgUpgrade upgrade = any(new Random(seed)).withJobs(2).withTransfer(TransferMethod.COPY);

        UpgradeReading reading = UpgradeReader.read(
                Manifest.of(UpgradeWriter.write(upgrade)), Waivers.of(List.of()), PgoVersion.of("5.7"));

        assertThat(reading.lint())
                .filteredOn(lint -> lint.id().equals("crunchy.field-since"))
                .allSatisfy(lint -> assertThat(lint.instead()).contains("5.8.0"))
                .allSatisfy(lint -> assertThat(lint.severity()).isEqualTo(Severity.ERROR))
                .extracting(Lint::path)
                .containsExactlyInAnyOrder("spec.jobs", "spec.transferMethod");
    }

    private static PgUpgrade any(Random random) {
        int to = 17 + random.nextInt(2);
        PgUpgrade upgrade = PgUpgrade.of(
                random.nextBoolean() ? "" : "demo", "up-" + random.nextInt(9), "hippo", 11 + random.nextInt(6), to);
        if (random.nextBoolean()) {
            upgrade = upgrade.withImage("example.com/pgupgrade:1").withLabels(Map.of("a", "b", "c", "d"));
        }
        if (random.nextBoolean()) {
            upgrade = upgrade.withJobs(random.nextInt(5)).withAnnotations(Map.of("e", "f"));
        }
        TransferMethod[] methods = TransferMethod.values();
        return random.nextBoolean() ? upgrade.withTransfer(methods[random.nextInt(methods.length)]) : upgrade;
    }

    private static UpgradeReading read(ObjectNode object) {
        return UpgradeReader.read(Manifest.of(object), Waivers.of(List.of()), PgoVersion.NEWEST);
    }
}
