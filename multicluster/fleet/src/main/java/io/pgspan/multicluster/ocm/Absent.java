package io.pgspan.multicluster.ocm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is absent in JSON is empty here. */
final class Absent {
    private Absent() {}

    /** An unchangeable copy, empty when absent. */
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** The text, empty when absent. */
    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
