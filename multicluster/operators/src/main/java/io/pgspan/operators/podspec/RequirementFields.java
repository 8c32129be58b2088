package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Requirement.Operator;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.util.ArrayList;
import java.util.List;

/** Requirements on labels, and label selectors. */
public final class RequirementFields {
    static final Words<Operator> OPERATOR = Words.of("In", Operator.IN)
            .or("NotIn", Operator.NOT_IN)
            .or("Exists", Operator.EXISTS)
            .or("DoesNotExist", Operator.DOES_NOT_EXIST)
            .or("Gt", Operator.GT)
            .or("Lt", Operator.LT);

    private RequirementFields() {}

    /** A list such as {@code matchExpressions}; an item without an operator is a finding and left out. */
    public static List<Requirement> read(Cursor parent, String field) {
        List<Requirement> requirements = new ArrayList<>();
        for (Cursor one : parent.objects(field)) {
            String key = one.requiredText("key", "name the label").orElse("");
            List<String> values = one.texts("values");
            if (!one.has("operator") && one.isPresent()) {
                one.missing("operator", "write one of " + String.join(", ", OPERATOR.all()));
            }
            one.choice("operator", OPERATOR)
                    .ifPresent(operator -> requirements.add(new Requirement(key, operator, values)));
        }
        return requirements;
    }

    /** A list such as {@code matchExpressions}; nothing when it is empty. */
    public static void write(ObjectNode parent, String field, List<Requirement> requirements) {
        if (requirements.isEmpty()) {
            return;
        }
        ArrayNode list = parent.putArray(field);
        for (Requirement requirement : requirements) {
            ObjectNode one = list.addObject()
                    .put("key", requirement.key())
                    .put("operator", OPERATOR.word(requirement.operator()));
            TextFields.write(one, "values", requirement.values());
        }
    }

    /** A label selector that is there. */
    public static LabelSelector selector(Cursor selector) {
        return new LabelSelector(selector.labels("matchLabels"), read(selector, "matchExpressions"));
    }

    /** A label selector into an empty object; a selector of everything is an empty object. */
    public static void write(ObjectNode object, LabelSelector selector) {
        TextFields.write(object, "matchLabels", selector.labels());
        write(object, "matchExpressions", selector.requirements());
    }
}
