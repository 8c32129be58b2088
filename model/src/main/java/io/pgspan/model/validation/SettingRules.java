package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** PostgreSQL parameters. */
final class SettingRules {
    /** What PostgreSQL's configuration file takes for a name: one word, or an extension's word, a dot and a word. */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00\\r\\n]");

    private SettingRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                new NamedRule("parameters.name", SettingRules::parameterNames),
                new NamedRule("parameters.value", SettingRules::parameterValues));
    }

    private static List<Violation> parameterNames(PostgresCluster cluster) {
        return cluster.parameters().keySet().stream()
                .filter(name -> !PARAMETER.matcher(name).matches())
                .sorted()
                .map(name -> Violation.of(
                        "parameters.name",
                        "parameters[" + name + "]",
                        name,
                        "it is not the name of a PostgreSQL parameter",
                        "use letters, digits and '_', first no digit, with at most one '.' for an extension's"))
                .toList();
    }

    private static List<Violation> parameterValues(PostgresCluster cluster) {
        return cluster.parameters().entrySet().stream()
                .filter(entry -> UNWRITABLE.matcher(entry.getValue()).find())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Violation.of(
                        "parameters.value",
                        "parameters[" + entry.getKey() + "]",
                        entry.getValue().length() + " characters",
                        "the value holds a line break or a zero byte, which no line of a configuration file can hold",
                        "write it on one line"))
                .toList();
    }
}
