package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.NodePolicy;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code topologySpreadConstraints}. The model's constraint without a selector counts the cluster's own pods; Kubernetes' counts none. So an
 * operator that does not fill the selector in says here which labels its pods have: they are written where the model says nothing, and
 * read as nothing; a constraint without one is read as one with {@link #NOTHING}.
 */
public final class SpreadFields {
    private static final Words<WhenUnsatisfiable> WHEN = Words.of("DoNotSchedule", WhenUnsatisfiable.DO_NOT_SCHEDULE)
            .or("ScheduleAnyway", WhenUnsatisfiable.SCHEDULE_ANYWAY);
    private static final Words<NodePolicy> POLICY =
            Words.of("Honor", NodePolicy.HONOR).or("Ignore", NodePolicy.IGNORE);

    /** What a constraint without a selector counts where the operator does not fill one in: no pod fits it. */
    public static final LabelSelector NOTHING =
            new LabelSelector(Map.of(), List.of(Requirement.exists("none"), absent("none")));

    private SpreadFields() {}

    private static Requirement absent(String key) {
        return new Requirement(key, Requirement.Operator.DOES_NOT_EXIST, List.of());
    }

    /**
     * The constraints of a list.
     *
     * @param own the selector of the cluster's own pods; empty when the operator fills it in where it is absent
     */
    public static List<Spread> read(Cursor parent, String field, Optional<LabelSelector> own) {
        List<Spread> spreads = new ArrayList<>();
        for (Cursor one : parent.objects(field)) {
            required(one, "maxSkew");
            required(one, "whenUnsatisfiable");
            @Nullable LabelSelector selector = PodAffinityFields.selector(one, "labelSelector");
            spreads.add(new Spread(
                    one.requiredText("topologyKey", "name the node label whose values are the domains")
                            .orElse(""),
                    one.integer("maxSkew").orElse(1),
                    one.choice("whenUnsatisfiable", WHEN).orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE),
                    own.isPresent() ? others(selector, own.get()) : selector,
                    one.integer("minDomains").orElse(null),
                    one.choice("nodeAffinityPolicy", POLICY).orElse(null),
                    one.choice("nodeTaintsPolicy", POLICY).orElse(null),
                    one.texts("matchLabelKeys")));
        }
        return spreads;
    }

    private static @Nullable LabelSelector others(@Nullable LabelSelector selector, LabelSelector own) {
        if (selector == null) {
            return NOTHING;
        }
        return own.equals(selector) ? null : selector;
    }

    private static void required(Cursor one, String field) {
        if (one.isPresent() && !one.has(field)) {
            one.missing(field, "Kubernetes has no default for it: write it");
        }
    }

    /**
     * The constraints as a list; nothing when there are none.
     *
     * @param own the selector of the cluster's own pods; empty when the operator fills it in where it is absent
     */
    public static void write(ObjectNode parent, String field, List<Spread> spreads, Optional<LabelSelector> own) {
        if (spreads.isEmpty()) {
            return;
        }
        ArrayNode list = parent.putArray(field);
        for (Spread spread : spreads) {
            ObjectNode one = list.addObject()
                    .put("maxSkew", spread.maxSkew())
                    .put("topologyKey", spread.topologyKey())
                    .put("whenUnsatisfiable", WHEN.word(spread.whenUnsatisfiable()));
            spread.pods()
                    .or(() -> own)
                    .filter(pods -> own.isEmpty() || !pods.equals(NOTHING))
                    .ifPresent(pods -> RequirementFields.write(one.putObject("labelSelector"), pods));
            spread.minDomains().ifPresent(domains -> one.put("minDomains", domains));
            put(one, "nodeAffinityPolicy", spread.nodeAffinityPolicy());
            put(one, "nodeTaintsPolicy", spread.nodeTaintsPolicy());
            TextFields.write(one, "matchLabelKeys", spread.matchLabelKeys());
        }
    }

    private static void put(ObjectNode one, String field, @Nullable NodePolicy policy) {
        if (policy != null) {
            one.put(field, POLICY.word(policy));
        }
    }
}
