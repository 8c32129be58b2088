package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.replication.Connection;
import io.pgspan.operators.DialectOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a translated cluster goes. Immutable; what is not said stays as with the source.
 *
 * @param said the other operator's options, or null: those of the source where it is the same operator, and the defaults otherwise
 * @param name the new cluster's name, or null for the source's
 * @param namespace its namespace, or null for the source's
 * @param version its PostgreSQL version, or null for the source's; another major version leaves only dumps to move data with
 * @param reached how the source is reached from there, or null: as within one Kubernetes cluster
 * @param over over which Kubernetes clusters it goes, or null: nobody has placed it yet
 * @param <B> the other operator's options
 */
public record Destination<B extends DialectOptions>(
        @Nullable B said,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable PostgresVersion version,
        @Nullable Connection reached,
        @Nullable Over over) {

    /**
     * Several Kubernetes clusters.
     *
     * @param assignment which replica goes to which of them
     * @param hub the one of objects that belong to none of the others
     */
    public record Over(Assignment assignment, String hub) {}

    /** Everything as with the source. */
    public static <B extends DialectOptions> Destination<B> same() {
        return new Destination<>(null, null, null, null, null, null);
    }

    /** With these options of the other operator. */
    public Destination<B> with(B options) {
        return new Destination<>(options, name, namespace, version, reached, over);
    }

    /** Under another name. */
    public Destination<B> named(String other) {
        return new Destination<>(said, other, namespace, version, reached, over);
    }

    /** In another namespace. */
    public Destination<B> inNamespace(String other) {
        return new Destination<>(said, name, other, version, reached, over);
    }

    /** With another PostgreSQL version. */
    public Destination<B> onVersion(PostgresVersion other) {
        return new Destination<>(said, name, namespace, other, reached, over);
    }

    /** Where the source is reached at another address than its service's, for example from another Kubernetes cluster. */
    public Destination<B> reaching(Connection source) {
        return new Destination<>(said, name, namespace, version, source, over);
    }

    /** Over several Kubernetes clusters: the translation then has the objects of each of them. */
    public Destination<B> over(Assignment assignment, String hub) {
        return new Destination<>(said, name, namespace, version, reached, new Over(assignment, hub));
    }

    /** The other operator's options, where they were said. */
    public Optional<B> options() {
        return Optional.ofNullable(said);
    }

    /** How the source is reached, where it was said. */
    public Optional<Connection> source() {
        return Optional.ofNullable(reached);
    }

    /** The source's wish under the new name, namespace and version. */
    PostgresCluster of(PostgresCluster source) {
        return source.withName(name == null ? source.name() : name)
                .withNamespace(namespace == null ? source.namespace() : namespace)
                .withVersion(version == null ? source.version() : version);
    }
}
