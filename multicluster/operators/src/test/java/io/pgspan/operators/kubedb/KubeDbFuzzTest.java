package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.FuzzFrame;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Samples;
import io.pgspan.operators.fleet.FleetDefaults;
import io.pgspan.operators.fleet.FleetReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class KubeDbFuzzTest extends FuzzFrame<KubeDbOptions> {
    private static final List<String> FOLDERS = List.of("newer", "older", "five", "two", "one", "bad");

    KubeDbFuzzTest() {
        super(KubeDb.dialect());
    }

    @Override
    protected List<ObjectNode> objects(Random random) {
        GeneratedWish wish = GeneratedWish.of(random);
        return KubeDb.dialect().write(wish.cluster(), wish.options(), wish.residue());
    }

    @Override
    protected List<Source> texts(Random random) {
        return Samples.sources(FOLDERS.get(random.nextInt(FOLDERS.size())));
    }

    @Override
    protected void assertMore(ManifestSet set, Reading<KubeDbOptions> reading) {
        List<Violation> found = reading.violationsOn(FleetReader.read(
                        set,
                        reading.cluster().flatMap(cluster -> cluster.placement()),
                        Optional.of("demo-worker"),
                        FleetDefaults.ofDefaults())
                .fleet());
        assertThat(found).allSatisfy(v -> assertThat(v.remedy()).isNotEmpty());
    }
}
