package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lists are maps in disguise: their items are merged by key instead of replaced as a whole. Built-in kinds have their
 * well-known lists; in other groups only conditions and object metadata are associative, since a CRD's lists are atomic unless
 * its schema says otherwise. Item names are the tokens Kubernetes writes into managedFields.
 */
final class ListKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<String>> EVERYWHERE =
            Map.of("conditions", List.of("type"), "ownerReferences", List.of("uid"));

    private static final Map<String, List<List<String>>> BUILT_IN = Map.ofEntries(
            Map.entry("containers", List.of(List.of("name"))),
            Map.entry("initContainers", List.of(List.of("name"))),
            Map.entry("ephemeralContainers", List.of(List.of("name"))),
            Map.entry("volumes", List.of(List.of("name"))),
            Map.entry("env", List.of(List.of("name"))),
            Map.entry("imagePullSecrets", List.of(List.of("name"))),
            Map.entry("secrets", List.of(List.of("name"))),
            Map.entry("ports", List.of(List.of("containerPort", "protocol"), List.of("port", "protocol"))),
            Map.entry("volumeMounts", List.of(List.of("mountPath"))),
            Map.entry("volumeDevices", List.of(List.of("devicePath"))),
            Map.entry("hostAliases", List.of(List.of("ip"))),
            Map.entry("topologySpreadConstraints", List.of(List.of("topologyKey", "whenUnsatisfiable"))));

    private final boolean builtIn;

    private ListKeys(boolean builtIn) {
        this.builtIn = builtIn;
    }

    static ListKeys of(String group) {
        return new ListKeys(group.indexOf('.') < 0 || group.endsWith(".k8s.io"));
    }

    /** One token per item, in order; empty where the list is atomic. */
    Optional<List<String>> tokens(String field, JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        if (field.equals("finalizers")) {
            return unique(list.valueStream().map(item -> "v:" + item).toList());
        }
        for (List<String> keys : candidates(field)) {
            if (list.valueStream().allMatch(item -> item.has(keys.get(0)))) {
                return unique(
                        list.valueStream().map(item -> "k:" + key(keys, item)).toList());
            }
        }
        return Optional.empty();
    }

    private List<List<String>> candidates(String field) {
        List<String> everywhere = EVERYWHERE.get(field);
        if (everywhere != null) {
            return List.of(everywhere);
        }
        return builtIn ? BUILT_IN.getOrDefault(field, List.of()) : List.of();
    }

    private static Optional<List<String>> unique(List<String> tokens) {
        Set<String> distinct = new HashSet<>(tokens);
        return distinct.size() == tokens.size() ? Optional.of(tokens) : Optional.empty();
    }

    private static ObjectNode key(List<String> names, JsonNode item) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (item.has(name)) {
                key.set(name, item.get(name));
            }
        }
        return key;
    }

    /** The key fields behind a {@code k:} token. */
    static ObjectNode parseKey(String token) {
        try {
            return (ObjectNode) JSON.readTree(token.substring("k:".length()));
        } catch (JsonProcessingException | ClassCastException e) {
            throw ApiServerException.badRequest("malformed list key in managedFields: " + token);
        }
    }
}
