package io.pgspan.operators.cnpg;

import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;

/** Texts read. */
final class Read {
    private Read() {}

    static ManifestSet set(String yaml) {
        return ManifestReader.parse(List.of(new Source("sample.yaml", yaml)));
    }

    static Reading<CloudNativePgOptions> yaml(String yaml) {
        return CloudNativePg.dialect().read(set(yaml), ReadOptions.ofDefaults());
    }
}
