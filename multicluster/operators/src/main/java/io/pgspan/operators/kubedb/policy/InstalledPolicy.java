package io.pgspan.operators.kubedb.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The policy as an API server knows it, told from the schema of its resource definition, which is the only way: the version is always the
 * same.
 *
 * @param hasProperty whether the schema has a property: names joined by dots, {@code []} behind a list, for example
 *     {@code spec.clusterSpreadConstraint.distributionRules[].role}
 */
public record InstalledPolicy(Predicate<String> hasProperty) {

    /** The generation to write; empty when the schema knows no section about clusters. */
    public Optional<PolicyGeneration> generation() {
        return PolicyGeneration.installed(hasProperty);
    }

    /** Everything this API server would drop of the policy without a word, one error for each field, its parts not repeated. */
    public List<Lint> pruned(PolicyObject policy) {
        JsonNode spec = PolicyObjectWriter.write(policy).path("spec");
        Map<String, JsonNode> pruned = new LinkedHashMap<>();
        walk(spec, TreePath.of("spec"), "spec", pruned);
        List<Lint> found = new ArrayList<>();
        pruned.forEach((path, value) -> found.add(Lint.of(
                Severity.ERROR,
                Violation.of(
                        "kubedb.policy.pruned",
                        path,
                        value.isValueNode() ? value.asText() : "",
                        "the installed definition has no such field"
                                + generation()
                                        .map(known -> ", it is of generation " + known)
                                        .orElse("")
                                + ": the field is dropped without a word",
                        "convert the policy to the installed generation, or install a newer definition"))));
        return found;
    }

    /** Stops at the first property that is unknown; depth is bounded by the policy's own shape. */
    private void walk(JsonNode node, TreePath at, String property, Map<String, JsonNode> pruned) {
        if (!hasProperty.test(property)) {
            pruned.put(at.toString(), node);
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            walk(field.getValue(), at.field(field.getKey()), property + "." + field.getKey(), pruned));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainerNode()) {
                    items(node.get(i), at.index(i), property + "[]", pruned);
                }
            }
        }
    }

    private void items(JsonNode item, TreePath at, String property, Map<String, JsonNode> pruned) {
        item.properties()
                .forEach(field ->
                        walk(field.getValue(), at.field(field.getKey()), property + "." + field.getKey(), pruned));
    }
}
