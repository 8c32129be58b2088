package io.pgspan.operators.dialects;

import io.pgspan.model.PgspanException;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.crunchy.Crunchy;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.nativeengine.NativeEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The one place that names every dialect: a further operator is added here, and nothing else but its own package changes. */
public final class Dialects {
    private static final Map<String, Dialect<?>> ALL =
            byId(KubeDb.dialect(), CloudNativePg.dialect(), Crunchy.dialect());

    private Dialects() {}

    /** All of them, in a fixed order. */
    public static List<Dialect<?>> all() {
        return List.copyOf(ALL.values());
    }

    /** Their names. */
    public static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /** The dialect of a name, for example {@code kubedb}. */
    public static Optional<Dialect<?>> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /**
     * The dialect of a name.
     *
     * @throws PgspanException when there is none of that name; the message tells those that there are
     */
    public static Dialect<?> of(String id) {
        return find(id).orElseThrow(() -> new PgspanException(
                "dialect: there is none called " + id + "; use one of " + String.join(", ", ids())));
    }

    /** What each operator makes of every feature, pgspan's own engine included, which has no manifests to be read from and so no dialect. */
    public static List<Capabilities> capabilities() {
        return Stream.concat(all().stream().map(Dialect::capabilities), Stream.of(NativeEngine.capabilities()))
                .toList();
    }

    private static Map<String, Dialect<?>> byId(Dialect<?>... dialects) {
        Map<String, Dialect<?>> byId = new LinkedHashMap<>();
        for (Dialect<?> dialect : dialects) {
            byId.put(dialect.id(), dialect);
        }
        return byId;
    }
}
