package io.pgspan.operators.crunchy;

import io.pgspan.operators.RoundTrip;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CrunchyRoundTripTest {
    @Property(tries = 500)
    void aWishThatPgoCanExpressIsReadBackAsItWas(@ForAll("wishes") GeneratedCrunchyWish wish) {
        new RoundTrip<>(Crunchy.dialect()).assertSaid(wish.cluster(), wish.options(), wish.residue());
    }

    @Provide
    Arbitrary<GeneratedCrunchyWish> wishes() {
        return GeneratedCrunchyWish.arbitrary();
    }
}
