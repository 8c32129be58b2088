package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.placement.Toleration.Effect;
import io.pgspan.model.placement.Toleration.Operator;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Node selectors and tolerations. */
public final class SchedulingFields {
    private static final Words<Operator> OPERATOR = Words.of("Equal", Operator.EQUAL)
            .or("Exists", Operator.EXISTS)
            .or("Gt", Operator.GREATER_THAN)
            .or("Lt", Operator.LESS_THAN);
    private static final Words<Effect> EFFECT = Words.of("NoSchedule", Effect.NO_SCHEDULE)
            .or("PreferNoSchedule", Effect.PREFER_NO_SCHEDULE)
            .or("NoExecute", Effect.NO_EXECUTE);

    private SchedulingFields() {}

    /** The field {@code tolerations}; an absent operator is {@code Equal}. */
    public static List<Toleration> tolerations(Cursor parent) {
        List<Toleration> tolerations = new ArrayList<>();
        for (Cursor one : parent.objects("tolerations")) {
            tolerations.add(new Toleration(
                    one.text("key").orElse(""),
                    one.choice("operator", OPERATOR).orElse(Operator.EQUAL),
                    one.text("value").orElse(""),
                    one.choice("effect", EFFECT).orElse(null),
                    one.number("tolerationSeconds").map(Duration::ofSeconds).orElse(null)));
        }
        return tolerations;
    }

    /** {@code nodeSelector} and {@code tolerations}, each only when it says something. */
    public static void write(ObjectNode parent, Map<String, String> nodeSelector, List<Toleration> tolerations) {
        TextFields.write(parent, "nodeSelector", nodeSelector);
        if (tolerations.isEmpty()) {
            return;
        }
        ArrayNode array = parent.putArray("tolerations");
        for (Toleration toleration : tolerations) {
            ObjectNode one = array.addObject();
            if (!toleration.key().isEmpty()) {
                one.put("key", toleration.key());
            }
            one.put("operator", OPERATOR.word(toleration.operator()));
            if (!toleration.value().isEmpty()) {
                one.put("value", toleration.value());
            }
            toleration.onlyEffect().ifPresent(effect -> one.put("effect", EFFECT.word(effect)));
            toleration.stays().ifPresent(time -> one.put("tolerationSeconds", time.toSeconds()));
        }
    }
}
