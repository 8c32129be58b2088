package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Samples;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever becomes of objects, reading them ends in findings or in a wish that is written and read back, never in an exception. */
class CnpgFuzzTest {
    private static final CloudNativePg CNPG = CloudNativePg.dialect();
    private static final List<ObjectNode> FULL = trees("manifests/cnpg/full.yaml");
    private static final List<ObjectNode> REPLICA = trees("manifests/cnpg/replica.yaml");

    private static List<ObjectNode> trees(String resource) {
        return Read.set(Samples.text(resource)).manifests().stream()
                .map(Manifest::tree)
                .toList();
    }

    @Property(tries = 1500)
    void aSpoiledObjectNeverThrows(@ForAll long seed) {
        Random random = new Random(seed);
        List<ObjectNode> objects = new ArrayList<>();
        for (ObjectNode object : objects(random)) {
            objects.add(JunkTrees.spoil(object, random, random.nextInt(4)));
        }

        Reading<CloudNativePgOptions> reading = CNPG.read(ManifestSet.of(objects), ReadOptions.ofDefaults());

        assertThat(reading.lint()).allSatisfy(found -> {
            assertThat(found.happens()).isNotBlank();
            assertThat(found.instead()).isNotBlank();
        });
        if (reading.violations().isEmpty()) {
            assertThat(CNPG.unsupported(reading.orThrow(), reading.options()))
                    .as("what was read can be written")
                    .isEmpty();
            Reading<CloudNativePgOptions> again =
                    CNPG.read(ManifestSet.of(CNPG.write(reading)), ReadOptions.ofDefaults());
            assertThat(again.violations()).isEmpty();
            assertThat(again.cluster()).isEqualTo(reading.cluster());
            assertThat(again.options()).isEqualTo(reading.options());
            assertThat(again.residue()).isEqualTo(reading.residue());
        }
    }

    private static List<ObjectNode> objects(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> FULL;
            case 1 -> REPLICA;
            default -> {
                PostgresCluster wish = AnyWish.of(random);
                yield CNPG.write(
                        wish,
                        CloudNativePgOptions.ofDefaults(),
                        Residue.none(),
                        WriteOptions.waiving(EveryPath.WAIVED));
            }
        };
    }
}
