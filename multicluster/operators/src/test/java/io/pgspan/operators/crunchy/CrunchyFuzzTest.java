package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.FuzzFrame;
import java.util.List;
import java.util.Random;

class CrunchyFuzzTest extends FuzzFrame<CrunchyOptions> {
    CrunchyFuzzTest() {
        super(Crunchy.dialect());
    }

    @Override
    protected List<ObjectNode> objects(Random random) {
        GeneratedCrunchyWish wish = GeneratedCrunchyWish.of(random.nextLong());
        return Crunchy.dialect().write(wish.cluster(), wish.options(), wish.residue());
    }
}
