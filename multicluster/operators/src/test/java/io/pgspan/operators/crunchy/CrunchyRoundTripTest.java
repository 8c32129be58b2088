package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CrunchyRoundTripTest {
    private static final Crunchy CRUNCHY = Crunchy.dialect();

    private static Reading<CrunchyOptions> read(List<ObjectNode> objects) {
        String yaml = ManifestWriter.toYaml(objects);
        return CRUNCHY.read(ManifestReader.parse(List.of(new Source("written.yaml", yaml))), ReadOptions.ofDefaults());
    }

    @Property(tries = 1000)
    void aWishThatPgoCanExpressIsReadBackAsItWas(@ForAll("wishes") GeneratedCrunchyWish wish) {
        assertThat(CRUNCHY.unsupported(wish.cluster(), wish.options())).isEmpty();

        Reading<CrunchyOptions> again = read(CRUNCHY.write(wish.cluster(), wish.options(), wish.residue()));

        assertThat(again.violations()).isEmpty();
        assertThat(again.orThrow()).isEqualTo(wish.cluster());
        assertThat(again.options()).isEqualTo(wish.options());
        assertThat(again.residue()).isEqualTo(wish.residue());
        assertThat(read(CRUNCHY.write(again)).cluster()).contains(wish.cluster());
    }

    @Provide
    Arbitrary<GeneratedCrunchyWish> wishes() {
        return GeneratedCrunchyWish.arbitrary();
    }
}
