package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule of {@code x-kubernetes-validations}.
 *
 * @param rule the expression, which must be true of {@code self}
 * @param message what the definition's author says when it is not; may be empty
 * @param messageExpression an expression that makes the message; may be empty
 * @param fieldPath the field the author blames, below the one the rule stands at, for example {@code .spec.name}; may be empty
 * @param optionalOldSelf whether the rule wants to be asked on creation too, with an old value that is absent
 */
public record CelRule(
        String rule, String message, String messageExpression, String fieldPath, boolean optionalOldSelf) {
    private static final String OLD = "oldSelf";

    static List<CelRule> all(JsonNode validations) {
        List<CelRule> rules = new ArrayList<>();
        for (JsonNode rule : validations) {
            rules.add(new CelRule(
                    rule.path("rule").asText(""),
                    rule.path("message").asText(""),
                    rule.path("messageExpression").asText(""),
                    rule.path("fieldPath").asText(""),
                    rule.path("optionalOldSelf").asBoolean(false)));
        }
        return List.copyOf(rules);
    }

    /** Whether the rule compares with the old value: such a rule says nothing about a creation. */
    public boolean isTransition() {
        for (int at = rule.indexOf(OLD); at >= 0; at = rule.indexOf(OLD, at + 1)) {
            if (isWordStart(at) && isWordEnd(at + OLD.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isWordStart(int at) {
        return at == 0 || (rule.charAt(at - 1) != '.' && !Character.isJavaIdentifierPart(rule.charAt(at - 1)));
    }

    private boolean isWordEnd(int at) {
        return at == rule.length() || !Character.isJavaIdentifierPart(rule.charAt(at));
    }
}
