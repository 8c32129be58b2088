package io.pgspan.agent.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.record.Holder;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands from their bodies; what is wrong with one is told all at once. A field that is not known is refused, for it may be a limit. */
final class CommandReader {
    private static final int TEXT_MAX = 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, Function<CommandReader, AgentCommand>> COMMANDS = Map.of(
            "POST /failsafe",
            CommandReader::failsafe,
            "POST /switchover",
            CommandReader::switchover,
            "POST /failover",
            CommandReader::failover,
            "POST /pause",
            r -> new AgentCommand.Pause(r.reason()),
            "POST /resume",
            r -> new AgentCommand.Resume(r.reason()),
            "POST /abandon",
            r -> new AgentCommand.Abandon(r.text("holder")),
            "DELETE /switchover",
            r -> new AgentCommand.CancelSwitchover());

    private final ObjectNode body;
    private final List<Violation> violations;
    private final TreeSet<String> unread = new TreeSet<>();

    /** A command, or all that is wrong with it. */
    record Result(Optional<AgentCommand> command, List<Violation> violations) {}

    private CommandReader(ObjectNode body, List<Violation> violations) {
        this.body = body;
        this.violations = violations;
        body.fieldNames().forEachRemaining(unread::add);
    }

    static boolean knows(String method, String path) {
        return COMMANDS.containsKey(method + " " + path);
    }

    static boolean knows(String path) {
        return COMMANDS.keySet().stream().anyMatch(c -> c.endsWith(" " + path));
    }

    static Result read(String method, String path, byte[] bytes) {
        List<Violation> violations = new ArrayList<>();
        CommandReader reader = new CommandReader(object(bytes, violations), violations);
        Function<CommandReader, AgentCommand> command = COMMANDS.get(method + " " + path);
        if (command == null || !violations.isEmpty()) {
            return new Result(Optional.empty(), violations);
        }
        AgentCommand read = command.apply(reader);
        reader.unread.forEach(field -> violations.add(new Violation(field, "is not known")));
        return new Result(
                violations.isEmpty() ? Optional.of(read) : Optional.empty(), Collections.unmodifiableList(violations));
    }

    private static ObjectNode object(byte[] bytes, List<Violation> violations) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            violations.add(new Violation("", "the body is no JSON object"));
        } catch (JsonProcessingException e) {
            violations.add(new Violation("", "the body is no JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            violations.add(new Violation("", "the body can't be read: " + e.getMessage()));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private AgentCommand failsafe() {
        return new AgentCommand.Failsafe(
                new Holder(text("member"), text("podUid"), text("incarnation")), number("epoch"), text("version"));
    }

    private AgentCommand switchover() {
        String leader = text("leader");
        String candidate = optional("candidate");
        if (candidate != null && candidate.equals(leader)) {
            violations.add(new Violation("candidate", "is the leader itself"));
        }
        String at = optional("scheduledAt");
        OffsetDateTime scheduled = at == null ? null : moment("scheduledAt", at);
        return new AgentCommand.Switchover(leader, candidate, scheduled == null ? null : scheduled.toInstant());
    }

    private AgentCommand failover() {
        String candidate = text("candidate");
        if (unread.remove("scheduledAt")) {
            violations.add(new Violation("scheduledAt", "a failover is never scheduled; ask for a switchover"));
        }
        return new AgentCommand.Failover(candidate, body.has("maxLostBytes") ? number("maxLostBytes") : 0);
    }

    private @Nullable OffsetDateTime moment(String field, String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            violations.add(new Violation(
                    field, "'" + text + "' is no moment; wanted is 2026-01-31T23:59:00Z, the offset included"));
            return null;
        }
    }

    private String text(String field) {
        String text = optional(field);
        if (text == null) {
            if (violations.stream().noneMatch(v -> v.path().equals(field))) {
                violations.add(new Violation(field, "is missing"));
            }
            return "";
        }
        if (text.isBlank()) {
            violations.add(new Violation(field, "is empty"));
        }
        return text;
    }

    private String reason() {
        String said = optional("reason");
        return said == null ? "" : said;
    }

    private @Nullable String optional(String field) {
        unread.remove(field);
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > TEXT_MAX) {
            violations.add(new Violation(field, "is no text of at most " + TEXT_MAX + " characters"));
            return null;
        }
        return node.textValue();
    }

    private long number(String field) {
        unread.remove(field);
        JsonNode node = body.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            violations.add(new Violation(field, "is no whole number from 0"));
            return 0;
        }
        return node.longValue();
    }
}
