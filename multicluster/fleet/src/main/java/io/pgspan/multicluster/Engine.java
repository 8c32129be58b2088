package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.nativeengine.NativeEngine;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who makes pods of a wish. */
sealed interface Engine {

    /** Its name for a reader. */
    String title();

    /** What it can do with a placement whose primary begins in that Kubernetes cluster. */
    PlacementLimits limits(Fleet fleet, String home);

    /** The pods it will create. */
    List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment);

    /** One answer for each case. */
    default <T> T match(Function<Native, T> onNative, Function<Operator<?>, T> onOperator) {
        return this instanceof Native n ? onNative.apply(n) : onOperator.apply((Operator<?>) this);
    }

    /** pgspan's own engine: what it renders is delivered to each Kubernetes cluster. */
    record Native(NativeEngineOptions options) implements Engine {
        @Override
        public String title() {
            return "pgspan's native engine";
        }

        @Override
        public PlacementLimits limits(Fleet fleet, String home) {
            return NativeEngine.limits(fleet, options);
        }

        @Override
        public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
            return NativeEngine.pods(cluster, assignment);
        }

        Map<String, List<ObjectNode>> render(PostgresCluster cluster, Assignment assignment) {
            return NativeEngine.render(cluster, assignment, options);
        }
    }

    /**
     * An operator: it is told the wish in its own words and does the rest.
     *
     * @param dialect its words
     * @param options what only it has
     * @param residue what was read of its objects and has no place in the wish or the options; it is put back
     * @param how what it can't express is an error unless waived here
     * @param <O> the dialect's options
     */
    record Operator<O extends DialectOptions>(Dialect<O> dialect, O options, Residue residue, WriteOptions how)
            implements Engine {
        @Override
        public String title() {
            return "operator " + dialect.id();
        }

        @Override
        public PlacementLimits limits(Fleet fleet, String home) {
            return dialect.limits(home);
        }

        @Override
        public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
            return dialect.pods(cluster, options, assignment);
        }

        Map<String, List<ObjectNode>> render(PostgresCluster cluster, Assignment assignment, String hub) {
            return dialect.render(new Wish<>(cluster, options, residue, how), assignment, hub);
        }
    }
}
