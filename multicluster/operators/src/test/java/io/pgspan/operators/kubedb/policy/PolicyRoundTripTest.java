package io.pgspan.operators.kubedb.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What every policy keeps on its way through an object or another generation. */
class PolicyRoundTripTest {
    private static final String PROJECT = "kubeslice-demo";

    @Property(tries = 500)
    void aPolicyIsReadBackAsItWasWritten(@ForAll long seed, @ForAll PolicyGeneration generation) {
        PolicyObject policy = GeneratedPolicy.of(seed, generation);

        PolicyReading reading = read(PolicyObjectWriter.write(policy));

        assertThat(reading.policy()).isEqualTo(policy);
        assertThat(reading.residue().unread()).isEmpty();
    }

    @Property(tries = 500)
    void whatTheNewerGenerationsLoseOnTheWayThroughAnOlderOneIsExactlyWhatIsListed(
            @ForAll long seed, @ForAll("sinceTheSecond") PolicyGeneration from, @ForAll PolicyGeneration through) {
        PolicyObject policy = GeneratedPolicy.of(seed, from);

        Conversion there = PolicyConversion.convert(policy, through);
        Conversion back = PolicyConversion.convert(there.policy(), from);

        ObjectNode expected = PolicyObjectWriter.write(policy);
        there.losses().forEach(loss -> remove(expected, TreePath.of(loss.path())));
        ObjectNode returned = PolicyObjectWriter.write(back.policy());
        assertThat(returned).isEqualTo(expected);
        assertThat(back.losses()).isEmpty();
        assertThat(there.losses()).extracting(Loss::path).doesNotHaveDuplicates();
        assertThat(there.losses()).allSatisfy(loss -> {
            assertThat(loss.why()).isNotBlank();
            assertThat(loss.remedy()).isNotBlank();
        });
    }

    @Property(tries = 300)
    void theOldestGenerationsComeBackWholeFromTheCurrentOne(
            @ForAll long seed, @ForAll("beforeTheSecond") PolicyGeneration from, @ForAll PolicyGeneration through) {
        PolicyObject policy = GeneratedPolicy.of(seed, from);

        Conversion there = PolicyConversion.convert(policy, through, PROJECT);
        Conversion back = PolicyConversion.convert(there.policy(), from);

        assertThat(there.losses()).isEmpty();
        assertThat(back.policy()).isEqualTo(policy);
        assertThat(back.losses()).extracting(Loss::value).allMatch(PROJECT::equals);
    }

    @Property(tries = 2000)
    void valuesOfWrongTypesEndInFindings(
            @ForAll long seed, @ForAll PolicyGeneration generation, @ForAll @IntRange(min = 1, max = 6) int changes) {
        ObjectNode spoiled = JunkTrees.spoil(
                PolicyObjectWriter.write(GeneratedPolicy.of(seed, generation)), new Random(seed), changes);

        PolicyReading reading = read(spoiled);

        assertThat(reading.lint()).allSatisfy(lint -> {
            assertThat(lint.id()).startsWith("kubedb.");
            assertThat(lint.instead()).isNotEmpty();
        });
        assertThat(PolicyObjectWriter.write(reading.policy(), reading.residue()).isObject())
                .isTrue();
    }

    @Property(tries = 300)
    void theInstalledGenerationDropsExactlyWhatAConversionToItLoses(
            @ForAll long seed, @ForAll("sinceTheSecond") PolicyGeneration from) {
        PolicyObject policy = GeneratedPolicy.of(seed, from);

        List<String> pruned = new InstalledPolicy(SchemaOfG2::has)
                .pruned(policy).stream().map(lint -> lint.path()).toList();

        List<String> lost = PolicyConversion.convert(policy, PolicyGeneration.G2).losses().stream()
                .map(Loss::path)
                .toList();
        assertThat(pruned).containsExactlyInAnyOrderElementsOf(lost);
    }

    @Provide
    Arbitrary<PolicyGeneration> sinceTheSecond() {
        return Arbitraries.of(PolicyGeneration.G2, PolicyGeneration.G3, PolicyGeneration.G4);
    }

    @Provide
    Arbitrary<PolicyGeneration> beforeTheSecond() {
        return Arbitraries.of(PolicyGeneration.G0, PolicyGeneration.G1);
    }

    private static PolicyReading read(ObjectNode object) {
        return PolicyObjectReader.read(Manifest.of(object), Waivers.of(List.of()));
    }

    private static void remove(ObjectNode object, TreePath path) {
        TreePath.Step last = path.steps().get(path.steps().size() - 1);
        assertThat(Manifest.of(object).at(path).isMissingNode())
                .as(path.toString())
                .isFalse();
        ((ObjectNode) Manifest.of(object).at(path.parent())).remove(last.key());
    }
}
