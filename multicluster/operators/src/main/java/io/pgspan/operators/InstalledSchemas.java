package io.pgspan.operators;

import io.pgspan.operators.manifest.Manifest;
import java.util.List;

/** The definitions an API server has installed, asked as it would judge an object. */
public interface InstalledSchemas {

    /** Everything that server would refuse, as errors, or drop without a word, as warnings; nothing about kinds it does not know. */
    List<Lint> check(Manifest manifest);
}
