package io.pgspan.operators.crunchy;

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

/** Whatever can be said: PGO writes all of it that it can express, and what it can't is told, neither more nor less. */
class CrunchyWholeModelTest {
    private static final Crunchy CRUNCHY = Crunchy.dialect();
    static final List<String> EVERY_PATH = List.of(
            "version",
            "image",
            "storage",
            "parameters",
            "volumes",
            "pod",
            "furtherInstances",
            "arbiter",
            "placement",
            "replication",
            "election",
            "access",
            "tls",
            "services",
            "poolers",
            "monitoring",
            "backups",
            "dataSource",
            "standby",
            "initScripts",
            "lifecycle",
            "deletionPolicy");

    @Property(tries = 1500)
    void whatIsReadBackIsTheWishWithoutWhatWasToldToBeUnsupported(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        Assume.that(Validator.validate(wish).isEmpty() && wish.version().major() > 10);
        CrunchyOptions options = CrunchyOptions.ofDefaults();
        List<String> paths = CRUNCHY.unsupported(wish, options).stream()
                .map(UnsupportedFeature::path)
                .toList();
        PostgresCluster restricted = restricted(wish, options);
        Assume.that(Validator.validate(restricted).isEmpty());

        Reading<CrunchyOptions> again = written(wish, options);

        assertThat(again.violations()).isEmpty();
        assertThat(again.cluster()).contains(Canonical.of(restricted));
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(Residue.none());
        assertThat(paths.isEmpty()).isEqualTo(restricted.equals(wish));
        Set<String> told = paths.stream().map(CrunchyWholeModelTest::part).collect(Collectors.toSet());
        assertThat(Features.all())
                .filteredOn(feature -> feature.usedIn(wish) && !feature.usedIn(restricted))
                .allSatisfy(feature -> assertThat(told).contains(part(feature.path())));
    }

    @Property(tries = 200)
    void nothingUnsupportedIsLeftOutUnlessItIsWaived(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        List<UnsupportedFeature> unsupported = CRUNCHY.unsupported(wish, CrunchyOptions.ofDefaults());
        Assume.that(!unsupported.isEmpty());

        assertThatThrownBy(() -> CRUNCHY.write(wish))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .hasSameSizeAs(unsupported)
                                .allSatisfy(v -> assertThat(v.remedy()).isNotBlank()));
    }

    private static Reading<CrunchyOptions> written(PostgresCluster wish, CrunchyOptions options) {
        List<ObjectNode> written = CRUNCHY.write(wish, options, Residue.none(), WriteOptions.waiving(EVERY_PATH));
        return CRUNCHY.read(
                ManifestReader.parse(List.of(new Source("written.yaml", ManifestWriter.toYaml(written)))),
                ReadOptions.ofDefaults());
    }

    private static PostgresCluster restricted(PostgresCluster wish, CrunchyOptions options) {
        PostgresCluster restricted = CRUNCHY.restrictions().restrict(wish, options, Waivers.of(EVERY_PATH));
        assertThat(CRUNCHY.unsupported(restricted, options)).isEmpty();
        return restricted;
    }

    private static String part(String path) {
        return path.split("\\.", 2)[0];
    }
}
