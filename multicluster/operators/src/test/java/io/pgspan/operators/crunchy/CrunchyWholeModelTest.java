package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.WholeModelFrame;
import java.util.Random;

class CrunchyWholeModelTest extends WholeModelFrame<CrunchyOptions> {
    CrunchyWholeModelTest() {
        super(Crunchy.dialect());
    }

    @Override
    protected CrunchyOptions options(PostgresCluster wish, Random random) {
        return CrunchyOptions.ofDefaults();
    }

    @Override
    protected boolean isPossible(PostgresCluster wish) {
        return wish.version().major() > 10;
    }

    @Override
    protected PostgresCluster canonical(PostgresCluster written) {
        return Canonical.of(written);
    }
}
