package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.RestoreFrom;
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
class KubeDbWholeModelTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();

    @Property(tries = 1000)
    void whatIsReadBackIsTheWishWithoutWhatWasToldToBeUnsupported(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        Assume.that(Validator.validate(wish).isEmpty());
        KubeDbOptions options = options(wish, new Random(seed));
        List<UnsupportedFeature> unsupported = KUBEDB.unsupported(wish, options);
        List<String> paths = unsupported.stream().map(UnsupportedFeature::path).toList();
        PostgresCluster restricted = restrictedAsFarAsWaived(wish, options);

        List<ObjectNode> written = KUBEDB.write(wish, options, Residue.none(), WriteOptions.waiving(everyPath()));
        Reading<KubeDbOptions> again = KUBEDB.read(
                ManifestReader.parse(List.of(new Source("written.yaml", ManifestWriter.toYaml(written)))),
                ReadOptions.ofDefaults());

        assertThat(again.cluster()).contains(restricted);
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(Residue.none());
        assertThat(paths.isEmpty()).isEqualTo(restricted.equals(wish));
        Set<String> told = paths.stream().map(KubeDbWholeModelTest::part).collect(Collectors.toSet());
        assertThat(Features.all())
                .filteredOn(feature -> feature.usedIn(wish) && !feature.usedIn(restricted))
                .allSatisfy(feature -> assertThat(told).contains(part(feature.path())));
    }

    @Property(tries = 200)
    void nothingUnsupportedIsLeftOutUnlessItIsWaived(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        List<UnsupportedFeature> unsupported = KUBEDB.unsupported(wish, KubeDbOptions.ofDefaults());
        Assume.that(!unsupported.isEmpty());

        assertThatThrownBy(() -> KUBEDB.write(wish))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .hasSameSizeAs(unsupported)
                                .allSatisfy(v -> assertThat(v.remedy()).isNotBlank()));
    }

    /** What is unused for this wish is not said: the secret it does not name, the restore it does not do. */
    private static KubeDbOptions options(PostgresCluster wish, Random random) {
        KubeDbOptions any = AnyOptions.of(random).build();
        KubeDbOptionsBuilder options = any.toBuilder();
        AuthSecret secret = any.authSecret();
        PostgresCluster written = KUBEDB.restrictions().restrict(wish, any, Waivers.of(everyPath()));
        if (written.access().superuserSecret().isPresent()) {
            options.authSecret(new AuthSecret(
                    null, secret.storeName(), secret.rotateAfter(), secret.activeFrom(), secret.externallyManaged()));
        }
        if (written.dataSource().filter(RestoreFrom.class::isInstance).isPresent()) {
            options.restore(AnyOptions.restore(random));
        }
        return options.build();
    }

    private static PostgresCluster restrictedAsFarAsWaived(PostgresCluster wish, KubeDbOptions options) {
        PostgresCluster restricted = KUBEDB.restrictions().restrict(wish, options, Waivers.of(everyPath()));
        assertThat(KUBEDB.unsupported(restricted, options)).isEmpty();
        assertThat(KUBEDB.restrictions().restrict(restricted, options, Waivers.of(everyPath())))
                .isEqualTo(restricted);
        return restricted;
    }

    /** The part of the wish a path is about. */
    private static String part(String path) {
        return path.split("\\.", 2)[0];
    }

    static List<String> everyPath() {
        return List.of(
                "image",
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
    }
}
