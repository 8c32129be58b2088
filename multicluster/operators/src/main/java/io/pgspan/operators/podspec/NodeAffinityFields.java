package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;

/** {@code nodeAffinity}: on which nodes. */
public final class NodeAffinityFields {
    static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    static final String WEIGHT = "weight";

    private NodeAffinityFields() {}

    /** The object {@code nodeAffinity}. */
    public static NodeAffinity read(Cursor affinity) {
        List<NodeTerm> required = new ArrayList<>();
        for (Cursor one : affinity.object(REQUIRED).objects("nodeSelectorTerms")) {
            required.add(term(one));
        }
        List<Preferred<NodeTerm>> preferred = new ArrayList<>();
        for (Cursor one : affinity.objects(PREFERRED)) {
            preferred.add(new Preferred<>(weight(one), term(one.object("preference"))));
        }
        return new NodeAffinity(required, preferred);
    }

    /** Kubernetes demands it; 1 where it can't be read. */
    static int weight(Cursor preferred) {
        if (preferred.isPresent() && !preferred.has(WEIGHT)) {
            preferred.missing(WEIGHT, "write one from 1 to 100");
        }
        return preferred.integer(WEIGHT).orElse(1);
    }

    private static NodeTerm term(Cursor term) {
        return new NodeTerm(
                RequirementFields.read(term, "matchExpressions"), RequirementFields.read(term, "matchFields"));
    }

    /** The field {@code nodeAffinity}; nothing when nothing is said. */
    public static void write(ObjectNode parent, NodeAffinity affinity) {
        if (affinity.isEmpty()) {
            return;
        }
        ObjectNode object = parent.putObject("nodeAffinity");
        if (!affinity.required().isEmpty()) {
            ArrayNode terms = object.putObject(REQUIRED).putArray("nodeSelectorTerms");
            affinity.required().forEach(term -> write(term, terms.addObject()));
        }
        if (!affinity.preferred().isEmpty()) {
            ArrayNode preferred = object.putArray(PREFERRED);
            affinity.preferred()
                    .forEach(one -> write(
                            one.term(),
                            preferred.addObject().put(WEIGHT, one.weight()).putObject("preference")));
        }
    }

    private static void write(NodeTerm term, ObjectNode object) {
        RequirementFields.write(object, "matchExpressions", term.labels());
        RequirementFields.write(object, "matchFields", term.fields());
    }
}
