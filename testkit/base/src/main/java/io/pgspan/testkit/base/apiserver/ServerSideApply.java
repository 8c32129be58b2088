package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.FieldOwners.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Server-side apply: a manager says all it wants, the server merges that in, refuses where another manager owns a field with
 * another value, and removes what this manager no longer says and nobody else owns. Ownership is what makes two controllers on
 * one object safe, so it has to be here and not only the merge. Cost: fields times managers. After Kubernetes'
 * structured-merge-diff, without schemas ({@link ListKeys}).
 */
final class ServerSideApply {
    private final ListKeys keys;

    ServerSideApply(String group) {
        keys = ListKeys.of(group);
    }

    /** The merged object; {@code owners} is changed accordingly. Throws 409 for conflicts unless forced. */
    ObjectNode apply(
            ObjectNode live,
            ObjectNode config,
            FieldOwners owners,
            Owner owner,
            String apiVersion,
            String now,
            boolean force) {
        FieldSet wanted = FieldSet.of(config, keys);
        List<String> conflicts = new ArrayList<>();
        Set<FieldPath> contested = new HashSet<>();
        owners.others(owner).forEach((other, fields) -> {
            for (FieldPath path : wanted.paths()) {
                if (fields.paths().contains(path) && differ(path, live, config)) {
                    conflicts.add("conflict with \"" + other.manager() + "\" using " + apiVersion + ": " + path);
                    contested.add(path);
                }
            }
        });
        if (!conflicts.isEmpty() && !force) {
            throw ApiServerException.conflict("Apply failed with " + conflicts.size()
                    + (conflicts.size() == 1 ? " conflict: " : " conflicts: ") + String.join(", ", conflicts));
        }
        owners.takeFromOthers(owner, contested::contains);
        ObjectNode merged = (ObjectNode) merge("", live, config);
        removeDropped(
                merged, owners.fieldsOf(owner), wanted, owners.others(owner).values());
        owners.set(owner, apiVersion, now, wanted);
        return merged;
    }

    /** Items and objects are only containers: who shares them shares no value. */
    private static boolean differ(FieldPath path, ObjectNode live, ObjectNode config) {
        JsonNode stored = path.in(live);
        JsonNode wanted = path.in(config);
        return !path.isItem() && !(stored.isObject() && wanted.isObject()) && !stored.equals(wanted);
    }

    private JsonNode merge(String field, JsonNode live, JsonNode config) {
        if (live instanceof ObjectNode object && config instanceof ObjectNode changes) {
            ObjectNode result = object.deepCopy();
            for (Map.Entry<String, JsonNode> e : changes.properties()) {
                result.set(e.getKey(), merge(e.getKey(), object.path(e.getKey()), e.getValue()));
            }
            return result;
        }
        Optional<List<String>> liveTokens = keys.tokens(field, live);
        Optional<List<String>> configTokens = keys.tokens(field, config);
        if (liveTokens.isEmpty() || configTokens.isEmpty()) {
            return config.deepCopy();
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (int i = 0; i < live.size(); i++) {
            items.put(liveTokens.get().get(i), live.get(i).deepCopy());
        }
        for (int i = 0; i < config.size(); i++) {
            JsonNode item = config.get(i);
            items.merge(configTokens.get().get(i), item.deepCopy(), (old, changes) -> merge("", old, item));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items.values().forEach(list::add);
        return list;
    }

    private static void removeDropped(ObjectNode merged, FieldSet before, FieldSet wanted, Iterable<FieldSet> others) {
        FieldSet kept = wanted;
        for (FieldSet other : others) {
            kept = kept.plus(other.paths());
        }
        FieldSet keep = kept;
        before.paths().stream()
                .filter(path -> !keep.reaches(path) && !path.isKeyOfItem())
                .sorted(Comparator.comparingInt(path -> -path.tokens().size()))
                .flatMap(path -> Stream.iterate(path, FieldPath::parent)
                        .limit(Math.max(1, path.tokens().size() - 1L)))
                .filter(path -> before.paths().contains(path) || path.in(merged).isEmpty())
                .filter(path -> !keep.reaches(path) && !path.isKeyOfItem())
                .forEach(path -> path.removeFrom(merged));
    }
}
