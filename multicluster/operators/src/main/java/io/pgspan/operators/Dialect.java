package io.pgspan.operators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;

/**
 * How a wish is written for one operator and read back. Pure: no clock, no network, no files. Implementations keep
 * {@code read(write(reading))} equal to the reading in cluster, options and residue.
 *
 * @param <O> what only this operator has
 */
public interface Dialect<O extends DialectOptions> {

    /** A short name, also the first word of the dialect's rules: for example {@code kubedb}. */
    String id();

    /** The options of a wish that was not read from manifests. */
    O defaults();

    /** Reads the one PostgreSQL cluster among these objects; never throws, whatever they hold. */
    Reading<O> read(ManifestSet set, ReadOptions options);

    /** What this operator can't express of a wish; empty when it can express all of it. */
    List<Violation> unsupported(PostgresCluster cluster, O options);

    /**
     * The operator's objects, never its pods.
     *
     * @throws io.pgspan.model.validation.InvalidException when something of the wish is unsupported
     */
    List<ObjectNode> write(PostgresCluster cluster, O options, Residue residue);

    /** The pods the operator would really create, its own defaults, sidecars and hidden affinity included. */
    List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment);

    /** What the operator can do with a placement. */
    PlacementLimits limits();

    /** The operator's objects for a wish that was not read from manifests. */
    default List<ObjectNode> write(PostgresCluster cluster) {
        return write(cluster, defaults(), Residue.none());
    }

    /**
     * The objects that were read, written back.
     *
     * @throws io.pgspan.model.validation.InvalidException when anything is violated
     */
    default List<ObjectNode> write(Reading<O> reading) {
        return write(reading.orThrow(), reading.options(), reading.residue());
    }
}
