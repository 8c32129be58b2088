package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code podAffinity} and {@code podAntiAffinity}: near which pods, far from which. */
public final class PodAffinityFields {
    private PodAffinityFields() {}

    /** The object {@code podAffinity} or {@code podAntiAffinity}, whatever the operator calls it. */
    public static PodAffinity read(Cursor affinity) {
        List<PodTerm> required = new ArrayList<>();
        for (Cursor one : affinity.objects(NodeAffinityFields.REQUIRED)) {
            required.add(term(one));
        }
        List<Preferred<PodTerm>> preferred = new ArrayList<>();
        for (Cursor one : affinity.objects(NodeAffinityFields.PREFERRED)) {
            preferred.add(new Preferred<>(NodeAffinityFields.weight(one), term(one.object("podAffinityTerm"))));
        }
        return new PodAffinity(required, preferred);
    }

    private static PodTerm term(Cursor term) {
        return new PodTerm(
                term.requiredText("topologyKey", "name the node label whose values are the domains")
                        .orElse(""),
                selector(term, "labelSelector"),
                term.texts("namespaces"),
                selector(term, "namespaceSelector"),
                term.texts("matchLabelKeys"),
                term.texts("mismatchLabelKeys"));
    }

    static @Nullable LabelSelector selector(Cursor parent, String field) {
        Cursor selector = parent.object(field);
        return selector.isPresent() ? RequirementFields.selector(selector) : null;
    }

    /** A field of this name; nothing when nothing is said. */
    public static void write(ObjectNode parent, String field, PodAffinity affinity) {
        if (affinity.isEmpty()) {
            return;
        }
        ObjectNode object = parent.putObject(field);
        if (!affinity.required().isEmpty()) {
            ArrayNode required = object.putArray(NodeAffinityFields.REQUIRED);
            affinity.required().forEach(term -> write(term, required.addObject()));
        }
        if (!affinity.preferred().isEmpty()) {
            ArrayNode preferred = object.putArray(NodeAffinityFields.PREFERRED);
            affinity.preferred()
                    .forEach(one -> write(
                            one.term(),
                            preferred
                                    .addObject()
                                    .put(NodeAffinityFields.WEIGHT, one.weight())
                                    .putObject("podAffinityTerm")));
        }
    }

    private static void write(PodTerm term, ObjectNode object) {
        object.put("topologyKey", term.topologyKey());
        term.pods().ifPresent(pods -> RequirementFields.write(object.putObject("labelSelector"), pods));
        TextFields.write(object, "namespaces", term.namespaces());
        term.namespacesByLabel()
                .ifPresent(spaces -> RequirementFields.write(object.putObject("namespaceSelector"), spaces));
        TextFields.write(object, "matchLabelKeys", term.matchLabelKeys());
        TextFields.write(object, "mismatchLabelKeys", term.mismatchLabelKeys());
    }
}
