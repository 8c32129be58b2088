package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.FuzzFrame;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.Manifest;
import java.util.List;
import java.util.Random;

class CnpgFuzzTest extends FuzzFrame<CloudNativePgOptions> {
    private static final List<ObjectNode> FULL = trees("manifests/cnpg/full.yaml");
    private static final List<ObjectNode> REPLICA = trees("manifests/cnpg/replica.yaml");

    CnpgFuzzTest() {
        super(CloudNativePg.dialect());
    }

    private static List<ObjectNode> trees(String resource) {
        return RoundTrip.set(Samples.text(resource)).manifests().stream()
                .map(Manifest::tree)
                .toList();
    }

    @Override
    protected List<ObjectNode> objects(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> FULL;
            case 1 -> REPLICA;
            default ->
                CloudNativePg.dialect()
                        .write(AnyWish.of(random), CloudNativePgOptions.ofDefaults(), Residue.none(), RoundTrip.WAIVED);
        };
    }
}
