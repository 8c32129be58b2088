package io.pgspan.multicluster.ocm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as JSON has them: an absent one is an empty one. */
final class Lists {
    private Lists() {}

    /** An unchangeable copy. */
    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
