package io.pgspan.operators.podspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Container;
import io.pgspan.model.Resources;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Containers that a wish has beside the operator's own; of each what the model has, the rest of it stays unread. */
public final class ContainerFields {
    private ContainerFields() {}

    /**
     * The containers of a list, without those that have no name, one that stands before them, or one of the operator's own.
     *
     * @param init whether they run before PostgreSQL
     * @param own names that the operator makes itself
     */
    public static List<Container> read(Cursor pod, String field, boolean init, Collection<String> own) {
        List<Container> containers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Cursor one : pod.objects(field)) {
            String name = one.peek("name").asText("");
            if (name.isEmpty() || own.contains(name) || !names.add(name)) {
                continue;
            }
            one.skip("name");
            containers.add(Container.builder()
                    .name(name)
                    .image(one.text("image"))
                    .command(one.texts("command"))
                    .args(one.texts("args"))
                    .environment(environment(one))
                    .resources(ResourceFields.read(one.object("resources")))
                    .init(init)
                    .build());
        }
        return containers;
    }

    /** The field {@code env}, plain values only: a list with anything else, or with values made of others, where order counts, stays as it is, as a whole. */
    public static Map<String, String> environment(Cursor container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : container.peek("env")) {
            if (variable.size() != 2
                    || !variable.path("name").isTextual()
                    || !variable.path("value").isTextual()
                    || variable.path("value").textValue().contains("$(")) {
                return Map.of();
            }
            environment.put(
                    variable.path("name").textValue(), variable.path("value").textValue());
        }
        if (environment.size() != container.peek("env").size()) {
            return Map.of();
        }
        container.skip("env");
        return environment;
    }

    /** What the model has of a container, into an empty object. */
    public static void write(ObjectNode object, Container container) {
        object.put("name", container.name());
        container.image().ifPresent(image -> object.put("image", image));
        TextFields.write(object, "command", container.command());
        TextFields.write(object, "args", container.args());
        environment(object, container.environment());
        if (!container.resources().equals(Resources.unsaid())) {
            ResourceFields.write(object.putObject("resources"), container.resources());
        }
    }

    /** The field {@code env}; nothing when there are no variables. */
    public static void environment(ObjectNode object, Map<String, String> environment) {
        if (!environment.isEmpty()) {
            ArrayNode env = object.putArray("env");
            new TreeMap<>(environment)
                    .forEach((name, value) -> env.addObject().put("name", name).put("value", value));
        }
    }
}
