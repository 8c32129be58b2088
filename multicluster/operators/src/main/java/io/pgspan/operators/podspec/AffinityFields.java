package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.Affinity;
import io.pgspan.operators.decode.Cursor;

/** {@code affinity} as a pod has it. */
public final class AffinityFields {
    private AffinityFields() {}

    /** The object {@code affinity}. */
    public static Affinity read(Cursor affinity) {
        return new Affinity(
                NodeAffinityFields.read(affinity.object("nodeAffinity")),
                PodAffinityFields.read(affinity.object("podAffinity")),
                PodAffinityFields.read(affinity.object("podAntiAffinity")));
    }

    /** The field {@code affinity}; nothing when nothing is said. */
    public static void write(ObjectNode parent, Affinity affinity) {
        if (!affinity.isEmpty()) {
            ObjectNode object = parent.putObject("affinity");
            NodeAffinityFields.write(object, affinity.nodes());
            PodAffinityFields.write(object, "podAffinity", affinity.near());
            PodAffinityFields.write(object, "podAntiAffinity", affinity.apart());
        }
    }
}
