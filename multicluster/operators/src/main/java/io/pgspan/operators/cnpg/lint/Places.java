package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Where an object falls into a trap; nowhere when it does not. */
@FunctionalInterface
interface Places {

    /**
     * The places, in the order of the object.
     *
     * @param around the objects that stand beside it
     */
    List<TreePath> of(JsonNode object, Surroundings around);

    /** One place that is always the same. */
    static Places at(String path, BiPredicate<JsonNode, Surroundings> fires) {
        TreePath place = TreePath.of(path);
        return (object, around) -> fires.test(object, around) ? List.of(place) : List.of();
    }

    /** Those items of a list that do; told at the item, or at one of its fields where {@code field} is not empty. */
    static Places items(String list, String field, Predicate<JsonNode> fires) {
        TreePath at = TreePath.of(list);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            JsonNode items = Json.list(object, at);
            for (int i = 0; i < items.size(); i++) {
                if (fires.test(items.get(i))) {
                    places.add(field.isEmpty() ? at.index(i) : at.index(i).field(field));
                }
            }
            return places;
        };
    }

    /** Those items of a list whose text in a field an earlier item has too. */
    static Places twice(String list, String field) {
        TreePath at = TreePath.of(list);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            List<String> known = new ArrayList<>();
            JsonNode items = Json.list(object, at);
            for (int i = 0; i < items.size(); i++) {
                String text = items.get(i).path(field).asText("");
                if (!text.isEmpty() && known.contains(text)) {
                    places.add(at.index(i).field(field));
                }
                known.add(text);
            }
            return places;
        };
    }

    /** Those entries of a map that do, asked with key and value. */
    static Places entries(String map, BiPredicate<String, String> fires) {
        TreePath at = TreePath.of(map);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : Json.at(object, at).properties()) {
                if (fires.test(entry.getKey(), entry.getValue().asText(""))) {
                    places.add(at.field(entry.getKey()));
                }
            }
            return places;
        };
    }

    /** Of these paths those whose value does. */
    static Places among(List<String> paths, Predicate<JsonNode> fires) {
        List<TreePath> places = paths.stream().map(TreePath::of).toList();
        return (object, around) -> places.stream()
                .filter(place -> fires.test(Json.at(object, place)))
                .toList();
    }
}
