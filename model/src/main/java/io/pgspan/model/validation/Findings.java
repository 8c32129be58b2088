package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What one rule finds, under its id. */
final class Findings {
    private final String rule;
    private final List<Violation> violations = new ArrayList<>();

    private Findings(String rule) {
        this.rule = rule;
    }

    /** A rule that judges a wish and says what it finds. */
    static NamedRule rule(String id, BiConsumer<PostgresCluster, Findings> judge) {
        return new NamedRule(id, cluster -> of(id, findings -> judge.accept(cluster, findings)));
    }

    /** What a judgement finds, under this id. */
    static List<Violation> of(String id, Consumer<Findings> judge) {
        Findings findings = new Findings(id);
        judge.accept(findings);
        return List.copyOf(findings.violations);
    }

    void add(String path, String value, String message, String remedy) {
        violations.add(Violation.of(rule, path, value, message, remedy));
    }

    void addIf(boolean wrong, String path, Object value, String message, String remedy) {
        if (wrong) {
            add(path, value.toString(), message, remedy);
        }
    }

    /** Each name after the first of its kind, at {@code list[i].field}, or {@code list[i]} when there is no field. */
    void unique(String list, String field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                add(
                        list + "[" + i + "]" + (field.isEmpty() ? "" : "." + field),
                        names.get(i),
                        "the name is taken by another one of the list",
                        "give each its own name, or remove one");
            }
        }
    }
}
