package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.HbaName;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.HbaRule.Connection;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules of {@code pg_hba.conf}: first {@code authentication.rules}, as lines or in parts, then the lines of {@code patroni.dynamicConfiguration.postgresql.pg_hba}. A list
 * with anything but rules stays as it is, as a whole, since order counts.
 */
final class HbaSection {
    private static final String LINES = "pg_hba";
    private static final String RULES = "rules";
    private static final String LINE = "hba";
    private static final String PASSWORD = "password";
    private static final String SCRAM = "scram-sha-256";

    private final List<HbaRule> rules = new ArrayList<>();
    private final int authentication;

    HbaSection(Cursor spec) {
        Cursor parts = spec.object("authentication");
        Optional<List<HbaRule>> first = rules(parts);
        first.ifPresent(rules::addAll);
        this.authentication = rules.size();
        lines(spec.path("patroni", "dynamicConfiguration", "postgresql")).ifPresent(rules::addAll);
    }

    /** All rules that could be read. */
    List<HbaRule> rules() {
        return rules;
    }

    /** How many of them stand in {@code authentication}. */
    int authentication() {
        return authentication;
    }

    private static Optional<List<HbaRule>> lines(Cursor postgresql) {
        JsonNode list = postgresql.peek(LINES);
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<HbaRule> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String line = list.get(i).asText("");
            if (isNoRule(line)) {
                opaque(postgresql, LINES);
                return Optional.empty();
            }
            try {
                read.add(HbaRule.of(line));
                postgresql.origin("access.hba", line, LINES, i);
            } catch (PgspanException e) {
                postgresql.rejectItem(
                        "malformed",
                        LINES,
                        i,
                        "PostgreSQL would not take it for a rule",
                        String.valueOf(e.getMessage()));
            }
        }
        postgresql.skip(LINES);
        return Optional.of(read);
    }

    private static boolean isNoRule(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") || text.startsWith("include");
    }

    private static void opaque(Cursor parent, String field) {
        parent.lint(
                "hba-opaque",
                Severity.WARNING,
                field,
                "one of its lines is no rule: order counts, so the list is kept as it is, as a whole, but not understood",
                "leave comments, empty lines and includes out");
    }

    private static Optional<List<HbaRule>> rules(Cursor authentication) {
        for (JsonNode one : authentication.peek(RULES)) {
            if (one.path(LINE).isTextual() && isNoRule(one.path(LINE).textValue())) {
                opaque(authentication, RULES);
                return Optional.empty();
            }
        }
        List<HbaRule> read = new ArrayList<>();
        for (Cursor one : authentication.objects(RULES)) {
            if (one.has(LINE)) {
                one.parsed(LINE, HbaRule::of).ifPresent(read::add);
            } else if (one.isPresent()) {
                parts(one).ifPresent(read::add);
            }
        }
        return Optional.of(read);
    }

    private static Optional<HbaRule> parts(Cursor rule) {
        Optional<String> word = rule.requiredText("connection", "write for example hostssl");
        Optional<String> method = rule.requiredText("method", "write for example scram-sha-256");
        List<HbaName> databases = names(rule, "databases");
        List<HbaName> users = names(rule, "users");
        Map<String, String> options = options(rule.object("options"));
        Optional<Connection> connection = word.flatMap(text -> Arrays.stream(Connection.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
        if (word.isPresent() && connection.isEmpty()) {
            rule.reject(
                    "unknown-enum", "connection", "no such value is known", "use hostssl, or another of PostgreSQL's");
        }
        if (connection.isEmpty() || method.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HbaRule(
                    connection.get(),
                    databases,
                    users,
                    connection.get() == Connection.LOCAL ? null : "all",
                    method.get().equals(PASSWORD) ? SCRAM : method.get(),
                    options));
        } catch (PgspanException e) {
            rule.reject(
                    "malformed", "method", "PostgreSQL would not take it for a rule", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static List<HbaName> names(Cursor rule, String field) {
        List<String> names = rule.texts(field);
        return names.isEmpty()
                ? List.of(HbaName.ALL)
                : names.stream().map(HbaName::named).toList();
    }

    private static Map<String, String> options(Cursor options) {
        Map<String, String> read = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : options.peek().properties()) {
            if (entry.getValue().isValueNode()) {
                options.skip(entry.getKey());
                read.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return read;
    }

    static void write(PostgresCluster wish, CrunchyOptions options, ObjectNode spec) {
        List<HbaRule> all = wish.access().hba();
        int split = Math.min(options.authenticationRules(), all.size());
        if (split > 0) {
            ArrayNode rules = spec.putObject("authentication").putArray(RULES);
            all.subList(0, split).forEach(rule -> rules.addObject().put(LINE, rule.line()));
        }
        if (split < all.size()) {
            ArrayNode lines = PatroniSection.postgresql(spec).putArray(LINES);
            all.subList(split, all.size()).forEach(rule -> lines.add(rule.line()));
        }
    }
}
