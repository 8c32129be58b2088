package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.Features;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestWriter;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever can be said: KubeDB writes all of it that it can express, and what it can't is told, neither more nor less. */
class CnpgWholeModelTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();

    @Property(tries = 1000)
    void whatIsReadBackIsTheWishWithoutWhatWasToldToBeUnsupported(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        Assume.that(Validator.validate(wish).isEmpty());
        CloudNativePgOptions options = AnyOptions.of(
                CNPG.restrictions().restrict(wish, CloudNativePgOptions.ofDefaults(), Waivers.of(EveryPath.WAIVED)),
                new Random(seed));
        List<UnsupportedFeature> unsupported = CNPG.unsupported(wish, options);
        List<String> paths = unsupported.stream().map(UnsupportedFeature::path).toList();
        PostgresCluster restricted = restrictedAsFarAsWaived(wish, options);

        List<ObjectNode> written = CNPG.write(wish, options, Residue.none(), WriteOptions.waiving(EveryPath.WAIVED));
        Reading<CloudNativePgOptions> again = CNPG.read(
                ManifestReader.parse(List.of(new Source("written.yaml", ManifestWriter.toYaml(written)))),
                ReadOptions.ofDefaults());

        if (Validator.validate(restricted).isEmpty()) {
            assertThat(again.violations()).as("a sound wish is written soundly").isEmpty();
        }
        assertThat(again.cluster()).contains(restricted);
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(Residue.none());
        assertThat(paths.isEmpty()).isEqualTo(restricted.equals(wish));
        Set<String> told = paths.stream().map(CnpgWholeModelTest::part).collect(Collectors.toSet());
        assertThat(Features.all())
                .filteredOn(feature -> feature.usedIn(wish) && !feature.usedIn(restricted))
                .allSatisfy(feature -> assertThat(told).contains(part(feature.path())));
    }

    @Property(tries = 200)
    void nothingUnsupportedIsLeftOutUnlessItIsWaived(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        List<UnsupportedFeature> unsupported = CNPG.unsupported(wish, CloudNativePgOptions.ofDefaults());
        Assume.that(!unsupported.isEmpty());

        assertThatThrownBy(() -> CNPG.write(wish))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .hasSameSizeAs(unsupported)
                                .allSatisfy(v -> assertThat(v.remedy()).isNotBlank()));
    }

    private static PostgresCluster restrictedAsFarAsWaived(PostgresCluster wish, CloudNativePgOptions options) {
        PostgresCluster restricted = CNPG.restrictions().restrict(wish, options, Waivers.of(EveryPath.WAIVED));
        assertThat(CNPG.unsupported(restricted, options)).isEmpty();
        assertThat(CNPG.restrictions().restrict(restricted, options, Waivers.of(EveryPath.WAIVED)))
                .isEqualTo(restricted);
        return restricted;
    }

    /** The part of the wish a path is about. */
    private static String part(String path) {
        return path.split("\\.", 2)[0];
    }
}
