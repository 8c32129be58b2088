package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.WholeModelFrame;
import java.util.Random;

class CnpgWholeModelTest extends WholeModelFrame<CloudNativePgOptions> {
    CnpgWholeModelTest() {
        super(CloudNativePg.dialect());
    }

    @Override
    protected CloudNativePgOptions options(PostgresCluster wish, Random random) {
        return AnyOptions.of(
                CloudNativePg.dialect()
                        .restrictions()
                        .restrict(wish, CloudNativePgOptions.ofDefaults(), RoundTrip.WAIVED.waivers()),
                random);
    }
}
