package io.pgspan.operators.dialects;

import io.pgspan.model.PgspanException;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.cnpg.CloudNativePg;
import io.pgspan.operators.crunchy.Crunchy;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.nativeengine.NativeEngine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dialects a program goes by, found by name or by what they know. {@link #known()} is the one place that names all of pgspan's own: a
 * further operator is added there, and nothing else but its own package changes. One that lives elsewhere is added by {@link #with}:
 *
 * <pre>{@code
 * Dialects dialects = Dialects.known().with(new OurOperator());
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Dialects {
    private static final Dialects KNOWN = new Dialects(Map.of())
            .with(KubeDb.dialect())
            .with(CloudNativePg.dialect())
            .with(Crunchy.dialect());

    private final Map<String, Dialect<?>> byId;

    private Dialects(Map<String, Dialect<?>> byId) {
        this.byId = byId;
    }

    /** All of pgspan's own. */
    public static Dialects known() {
        return KNOWN;
    }

    /**
     * These and one more, the last in order.
     *
     * @throws PgspanException when there is one of that name
     */
    public Dialects with(Dialect<?> further) {
        Map<String, Dialect<?>> more = new LinkedHashMap<>(byId);
        if (more.put(further.id(), further) != null) {
            throw new PgspanException(
                    "dialect: there is one called " + further.id() + " already; give this one another name");
        }
        return new Dialects(Collections.unmodifiableMap(more));
    }

    /** All of them, in the order they were added. */
    public List<Dialect<?>> all() {
        return List.copyOf(byId.values());
    }

    /** Their names. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The dialect of a name, for example {@code kubedb}. */
    public Optional<Dialect<?>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The dialect whose cluster an object is, the first in order. */
    public Optional<Dialect<?>> find(Manifest object) {
        for (Dialect<?> dialect : byId.values()) {
            if (dialect.isCluster(object)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /**
     * The dialect of a name.
     *
     * @throws PgspanException when there is none of that name; the message tells those that there are
     */
    public Dialect<?> of(String id) {
        return find(id).orElseThrow(() -> new PgspanException(
                "dialect: there is none called " + id + "; use one of " + String.join(", ", ids())));
    }

    /** What each operator makes of every feature, pgspan's own engine included, which has no manifests to be read from and so no dialect. */
    public List<Capabilities> capabilities() {
        return Stream.concat(byId.values().stream().map(Dialect::capabilities), Stream.of(NativeEngine.capabilities()))
                .toList();
    }
}
