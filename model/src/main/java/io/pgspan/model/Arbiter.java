package io.pgspan.model;

import io.pgspan.model.placement.Toleration;
import java.util.List;
import java.util.Map;

/**
 * A member without data: it watches and answers, it never leads. Operators whose election counts votes add one to an even number
 * of replicas.
 *
 * @param storage what little it writes
 * @param resources what it asks for
 * @param nodeSelector labels its node must have; none by default
 * @param tolerations taints it tolerates; none by default
 */
public record Arbiter(
        Storage storage, Resources resources, Map<String, String> nodeSelector, List<Toleration> tolerations) {

    /** Copies the collections. */
    public Arbiter {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /** An arbiter that may run on any node. */
    public Arbiter(Storage storage, Resources resources) {
        this(storage, resources, Map.of(), List.of());
    }

    /** 2Gi of storage, 200m CPU, 256Mi of memory. */
    public static Arbiter ofDefaults() {
        return new Arbiter(Storage.of("2Gi"), Resources.of("200m", "256Mi"));
    }
}
