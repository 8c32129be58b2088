package io.pgspan.multicluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.multicluster.ocm.ManifestWork;
import java.util.List;
import java.util.function.Function;

/** What a step of a deployment really does. */
sealed interface Deed {

    /** Makes sure of a namespace on the hub, then delivers works that need nothing else. */
    record CreateNamespace(String name, List<ManifestWork> works) implements Deed {}

    /** Creates the cluster record in the Lease {@code namespace/name} on the hub. */
    record CreateRecord(String namespace, String name, ClusterRecord record) implements Deed {}

    /** Delivers works in order. */
    record DeliverWorks(List<ManifestWork> works) implements Deed {}

    /** Applies objects to the hub itself, in order. */
    record ApplyToHub(List<ObjectNode> objects) implements Deed {
        /** The number only: objects may hold secrets. */
        @Override
        public String toString() {
            return objects.size() + " objects for the hub";
        }
    }

    /** One answer for each case. */
    default <T> T match(
            Function<CreateNamespace, T> namespace,
            Function<CreateRecord, T> record,
            Function<DeliverWorks, T> works,
            Function<ApplyToHub, T> objects) {
        if (this instanceof CreateNamespace n) {
            return namespace.apply(n);
        }
        if (this instanceof CreateRecord r) {
            return record.apply(r);
        }
        return this instanceof DeliverWorks w ? works.apply(w) : objects.apply((ApplyToHub) this);
    }
}
