package io.pgspan.operators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Map;

/**
 * How a wish is written for one operator and read back. Pure: no clock, no network, no files. Implementations keep
 * {@code read(write(reading))} equal to the reading in cluster, options and residue.
 *
 * @param <O> what only this operator has
 */
public interface Dialect<O extends DialectOptions> {

    /** A short name, also the first word of the dialect's rules: for example {@code kubedb}. */
    String id();

    /**
     * Whether an object is a cluster of this operator, whatever its version and however faulty: the one among a cluster's objects that the
     * others belong to.
     */
    boolean isCluster(Manifest object);

    /** The options of a wish that was not read from manifests. */
    O defaults();

    /** Reads the one PostgreSQL cluster among these objects; never throws, whatever they hold. */
    Reading<O> read(ManifestSet set, ReadOptions options);

    /** What the operator makes of every feature there is. */
    Capabilities capabilities();

    /** What it can't express, found and left out. */
    Restrictions<O> restrictions();

    /**
     * The operator's objects, never its pods. What it can't express and the caller waives is left out.
     *
     * @throws io.pgspan.model.validation.InvalidException with everything that it can't express and that is not waived
     */
    List<ObjectNode> write(PostgresCluster cluster, O options, Residue residue, WriteOptions how);

    /**
     * The operator's objects for several Kubernetes clusters: which of them lie in which cluster, where the operator has no object that
     * spans clusters by itself. By default everything lies in the hub. What was left over of the wish's own objects is put back, in each of them;
     * {@link Residue#untouched() other objects} are not written: nobody knows in which Kubernetes clusters they belong.
     *
     * <p>Secrets are only named. Those that the wish names, and those that a message about {@code placement.rules} names, have to be in the
     * namespace of each Kubernetes cluster before the objects are.
     *
     * @param assignment which replica goes to which Kubernetes cluster
     * @param hub the Kubernetes cluster of the objects that belong to none of the others, for example where a spanning operator runs
     * @return by Kubernetes cluster, in the order they are to be applied
     * @throws io.pgspan.model.validation.InvalidException with everything that it can't express and that is not waived
     */
    default Map<String, List<ObjectNode>> render(Wish<O> wish, Assignment assignment, String hub) {
        return Map.of(hub, write(wish.cluster(), wish.options(), wish.residue().forNewObjects(), wish.how()));
    }

    /** The pods the operator would really create, its own defaults, sidecars and hidden affinity included. */
    List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment);

    /** The same where the options say more of pods, for example what a sidecar asks for. */
    default List<PodTemplate> pods(PostgresCluster cluster, O options, Assignment assignment) {
        return pods(cluster, assignment);
    }

    /** What the operator can do with a placement. */
    PlacementLimits limits();

    /**
     * The same where it is known in which Kubernetes cluster the primary begins: an operator that keeps its record on the API server of its own
     * cluster keeps it there.
     */
    default PlacementLimits limits(String kubernetesCluster) {
        return limits();
    }

    /**
     * How this operator's clusters are changed; {@link ChangePlanner} asks.
     *
     * @throws PgspanException when this dialect has no rules for changes, which is the default
     */
    default ChangeRules changes() {
        throw new PgspanException("dialect " + id()
                + ": it has no rules for changes, so no plan can be made; apply the new manifests, and read the operator's"
                + " documentation first");
    }

    /** How the operator behaves where a wish says nothing, and how data leave it and come to it; by default nothing is known. */
    default Conduct conduct() {
        return Conduct.unknown();
    }

    /** What this operator can't express of a wish; empty when it can express all of it. */
    default List<UnsupportedFeature> unsupported(PostgresCluster cluster, O options) {
        return restrictions().find(cluster, options);
    }

    /** The operator's objects; everything must be expressible. */
    default List<ObjectNode> write(PostgresCluster cluster, O options, Residue residue) {
        return write(cluster, options, residue, WriteOptions.ofDefaults());
    }

    /**
     * The operator's objects for a wish with all that belongs to it.
     *
     * @throws io.pgspan.model.validation.InvalidException with everything that it can't express and that is not waived
     */
    default List<ObjectNode> write(Wish<O> wish) {
        return write(wish.cluster(), wish.options(), wish.residue(), wish.how());
    }

    /** The operator's objects for a wish that was not read from manifests. */
    default List<ObjectNode> write(PostgresCluster cluster) {
        return write(cluster, defaults(), Residue.none());
    }

    /**
     * The objects that were read, written back.
     *
     * @throws io.pgspan.model.validation.InvalidException when there is an error
     */
    default List<ObjectNode> write(Reading<O> reading) {
        return write(reading.orThrow(), reading.options(), reading.residue());
    }
}
