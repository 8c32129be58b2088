package io.pgspan.samples.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.change.ClusterObjects;
import io.pgspan.operators.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The states in ConfigMaps, one each. Its resourceVersion decides who writes: of two controllers the second one is refused by the server. A
 * human writes the ids of steps done by hand, with commas, into {@code byHand}.
 */
final class WishStates {
    private static final String GIVEN = "given";
    private static final String UNDERWAY = "underway";
    private static final String SEEN = "seen";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "run";
    private static final String BY_HAND = "byHand";

    private final ClusterObjects objects;
    private final String namespace;

    WishStates(ClusterObjects objects, String namespace) {
        this.objects = objects;
        this.namespace = namespace;
    }

    ObjectKey key(String wish) {
        return new ObjectKey("v1", "ConfigMap", namespace, "pgspan-wish-" + wish);
    }

    WishState read(String wish) {
        return objects.read(key(wish)).map(WishStates::state).orElse(WishState.NEW);
    }

    private static WishState state(ObjectNode map) {
        Set<String> byHand = new TreeSet<>();
        for (String id : map.path("data").path(BY_HAND).asText("").split(",", -1)) {
            if (!id.isBlank()) {
                byHand.add(id.strip());
            }
        }
        return new WishState(
                map.path("data").path(GIVEN).asText(""),
                map.path("data").path(UNDERWAY).asText(""),
                seen(map.path("data").path(SEEN).asText("[]")),
                map.path("data").path(RUN).asInt(0),
                byHand,
                map.path("metadata").path("resourceVersion").asText(""));
    }

    private static List<ObjectNode> seen(String json) {
        try {
            List<ObjectNode> seen = new ArrayList<>();
            for (JsonNode one : JSON.readTree(json)) {
                if (one instanceof ObjectNode object) {
                    seen.add(object);
                }
            }
            return seen;
        } catch (JsonProcessingException e) {
            throw new PgspanException("the record's '" + SEEN + "' is not what was written there: " + e, e);
        }
    }

    /** Writes a state and answers it as it is then. */
    WishState write(String wish, WishState state) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.putObject("data")
                .put(GIVEN, state.given())
                .put(UNDERWAY, state.underway())
                .put(
                        SEEN,
                        JsonNodeFactory.instance
                                .arrayNode()
                                .addAll(state.seen())
                                .toString())
                .put(RUN, Integer.toString(state.run()))
                .put(BY_HAND, String.join(",", state.byHand()));
        ObjectKey key = key(wish);
        if (state.version().isEmpty()) {
            map.put("apiVersion", key.apiVersion()).put("kind", key.kind());
            map.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
            if (!objects.create(map)) {
                throw new PgspanException(key.title() + " was made by another controller meanwhile; let only one run");
            }
        } else {
            map.putObject("metadata").put("resourceVersion", state.version());
            objects.patch(key, map);
        }
        return read(wish);
    }
}
