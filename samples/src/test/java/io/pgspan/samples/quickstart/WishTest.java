package io.pgspan.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WishTest {

    @Test
    void theBuiltInExampleIsWhatTheBuilderSays() {
        PostgresCluster said = PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .version("17.2")
                .replicas(3)
                .storage(Storage.of("2Gi"))
                .deletionPolicy(DeletionPolicy.WIPE_OUT)
                .placement(PlacementPolicy.builder()
                        .name("distributed-postgres")
                        .addRule(ClusterRule.of("demo-controller", 0, 2).onClass("local-path"))
                        .addRule(ClusterRule.of("demo-worker", 1).onClass("local-path"))
                        .spread(Spread.acrossZones().scheduleAnyway())
                        .spread(Spread.acrossNodes().scheduleAnyway())
                        .slice("kubeslice-demo-distributed-postgres", "demo-slice")
                        .build())
                .build();
        assertThat(Wish.read(options(Optional.empty())).cluster()).isEqualTo(said);
    }

    @Test
    void theOtherInputsAreValid() {
        Wish older = Wish.read(options(Optional.of(manifests("older"))));
        assertThat(older.cluster().placement().orElseThrow().rules()).hasSize(2);
        assertThat(older.notes()).isNotEmpty();
        assertThat(Wish.read(options(Optional.of(manifests("five")))).fleet().names())
                .hasSize(3);
        assertThat(Wish.read(options(Optional.of(manifests("two")))).cluster().arbiter())
                .isPresent();
        assertThat(Wish.read(options(Optional.of(manifests("one")))).cluster().replicas())
                .isEqualTo(1);
    }

    @Test
    void badInputIsRefusedWithEverythingThatIsWrong() {
        InvalidException refusal =
                catchThrowableOfType(InvalidException.class, () -> Wish.read(options(Optional.of(manifests("bad")))));
        assertThat(refusal.violations())
                .extracting(Violation::rule)
                .contains(
                        "placement.ordinal-twice",
                        "placement.ordinal-gap",
                        "placement.cluster-unknown",
                        "storage.positive",
                        "kubedb.unknown-enum",
                        "kubedb.unknown-field",
                        "kubedb.policy.slice-required",
                        "name.dns-1123",
                        "quickstart.major");
        assertThat(refusal.violations()).allSatisfy(v -> {
            assertThat(v.source()).matches(".+\\.yaml:\\d+");
            assertThat(v.path()).isNotBlank();
            assertThat(v.remedy()).isNotBlank();
        });
    }

    @Test
    void anUnknownFieldIsAcceptedOnlyWhenItsPathIsWaived(@TempDir Path folder) throws Exception {
        Path source = manifests("one");
        String text = Files.readString(source.resolve("notes.yaml"));
        Files.writeString(folder.resolve("notes.yaml"), text.replaceFirst("(?m)^spec:$", "spec:\n  surprise: 1"));

        assertThatThrownBy(() -> Wish.read(options(Optional.of(folder)))).hasMessageContaining("spec.surprise");
        QuickstartOptions waived = new QuickstartOptions(
                Optional.of(folder), Optional.empty(), List.of("spec.surprise"), Path.of("target"));
        assertThat(Wish.read(waived).cluster().replicas()).isEqualTo(1);
    }

    @Test
    void aHubThatTheFleetLacksIsNamed() {
        QuickstartOptions elsewhere =
                new QuickstartOptions(Optional.empty(), Optional.of("elsewhere"), List.of(), Path.of("target"));
        assertThatThrownBy(() -> Wish.read(elsewhere)).hasMessageContaining("fleet.hub-unknown");
    }

    @Test
    void aFolderThatIsNotThereOrEmptyIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> Wish.read(options(Optional.of(empty.resolve("none")))))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> Wish.read(options(Optional.of(empty)))).hasMessageContaining("no .yaml");
    }

    private static QuickstartOptions options(Optional<Path> manifests) {
        return new QuickstartOptions(manifests, Optional.empty(), List.of(), Path.of("target"));
    }

    /** The folder itself, not the class path: integration tests run against the jar. */
    static Path manifests(String name) {
        return Path.of("src", "main", "resources", "manifests", name);
    }
}
