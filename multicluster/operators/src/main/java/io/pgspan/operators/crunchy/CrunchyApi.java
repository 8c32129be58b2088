package io.pgspan.operators.crunchy;

import java.util.Optional;

/** A version of the API group. Both have the same fields; the newer one refuses more. */
public enum CrunchyApi {
    /** Of every release, and the one that is stored. */
    V1BETA1("v1beta1"),
    /** Since 6.0: no user interface, at most 16 instance sets, log directories are checked. */
    V1("v1");

    private final String word;

    CrunchyApi(String word) {
        this.word = word;
    }

    /** For example {@code postgres-operator.crunchydata.com/v1beta1}. */
    public String apiVersion() {
        return CrunchyWords.GROUP + "/" + word;
    }

    static Optional<CrunchyApi> of(String apiVersion) {
        for (CrunchyApi api : values()) {
            if (api.apiVersion().equals(apiVersion)) {
                return Optional.of(api);
            }
        }
        return Optional.empty();
    }
}
