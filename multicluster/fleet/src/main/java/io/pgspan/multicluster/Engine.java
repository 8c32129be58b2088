package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.nativeengine.NativeEngine;
import io.pgspan.operators.nativeengine.NativeEngineOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who makes pods of a wish. */
sealed interface Engine {

    /** Its name for a reader. */
    String title();

    /** What it can do with a placement. */
    PlacementLimits limits(Fleet fleet);

    /** The pods it will create. */
    List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment);

    /** One answer for each case. */
    default <T> T match(Function<Native, T> onNative, Function<Operator, T> onOperator) {
        return this instanceof Native n ? onNative.apply(n) : onOperator.apply((Operator) this);
    }

    /** pgspan's own engine: what it renders is delivered to each Kubernetes cluster. */
    record Native(NativeEngineOptions options) implements Engine {
        @Override
        public String title() {
            return "pgspan's native engine";
        }

        @Override
        public PlacementLimits limits(Fleet fleet) {
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

    /** An operator on the hub: it is told the wish in its own words and does the rest. */
    record Operator(Dialect<?> dialect) implements Engine {
        @Override
        public String title() {
            return "operator " + dialect.id();
        }

        @Override
        public PlacementLimits limits(Fleet fleet) {
            return dialect.limits();
        }

        @Override
        public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
            return dialect.pods(cluster, assignment);
        }
    }
}
