package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code allowedSchemas}. */
final class SchemasSection {
    private static final String OBJECT = "allowedSchemas";
    private static final String NAMESPACES = "namespaces";
    private static final Words<AllowedSchemas.From> FROM = Words.of("Same", AllowedSchemas.From.SAME)
            .or("All", AllowedSchemas.From.ALL)
            .or("Selector", AllowedSchemas.From.SELECTOR);
    private static final Words<Requirement.Operator> OPERATOR = Words.of("In", Requirement.Operator.IN)
            .or("NotIn", Requirement.Operator.NOT_IN)
            .or("Exists", Requirement.Operator.EXISTS)
            .or("DoesNotExist", Requirement.Operator.DOES_NOT_EXIST);

    private SchemasSection() {}

    static AllowedSchemas read(Cursor spec) {
        Cursor schemas = spec.object(OBJECT);
        Cursor namespaces = schemas.object(NAMESPACES);
        return new AllowedSchemas(
                namespaces.choice("from", FROM).orElse(AllowedSchemas.From.SAME),
                selector(namespaces),
                selector(schemas));
    }

    private static @Nullable LabelSelector selector(Cursor parent) {
        Cursor selector = parent.object("selector");
        if (!selector.isPresent()) {
            return null;
        }
        List<Requirement> requirements = new ArrayList<>();
        for (Cursor one : selector.objects("matchExpressions")) {
            if (!one.has("operator")) {
                one.missing("operator", "write one of " + String.join(", ", OPERATOR.all()));
            }
            requirements.add(new Requirement(
                    one.requiredText("key", "name the label").orElse(""),
                    one.choice("operator", OPERATOR).orElse(Requirement.Operator.EXISTS),
                    one.texts("values")));
        }
        return new LabelSelector(selector.labels("matchLabels"), requirements);
    }

    static void write(AllowedSchemas allowed, ObjectNode spec) {
        if (allowed.equals(AllowedSchemas.ofDefaults())) {
            return;
        }
        ObjectNode schemas = spec.putObject(OBJECT);
        ObjectNode namespaces = schemas.putObject(NAMESPACES).put("from", FROM.word(allowed.from()));
        selector(namespaces, allowed.namespaces());
        selector(schemas, allowed.objects());
    }

    private static void selector(ObjectNode parent, @Nullable LabelSelector said) {
        if (said == null) {
            return;
        }
        ObjectNode selector = parent.putObject("selector");
        TextFields.write(selector, "matchLabels", said.labels());
        for (Requirement requirement : said.requirements()) {
            ObjectNode one = selector.withArrayProperty("matchExpressions")
                    .addObject()
                    .put("key", requirement.key())
                    .put("operator", OPERATOR.word(requirement.operator()));
            TextFields.write(one, "values", requirement.values());
        }
    }
}
