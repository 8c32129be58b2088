package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<TreePath> place = List.of(TreePath.of(path));
        return (object, around) -> fires.test(object, around) ? place : List.of();
    }

    /** Those items of a list that do; told at the item, or at one of its fields where {@code field} is not empty. */
    static Places items(String list, String field, Predicate<JsonNode> fires) {
        Spot at = Spot.of(list);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            JsonNode items = at.list(object);
            for (int i = 0; i < items.size(); i++) {
                if (fires.test(items.get(i))) {
                    places.add(field.isEmpty() ? at.item(i) : at.item(i).field(field));
                }
            }
            return places;
        };
    }

    /** Those items of a list whose text in a field an earlier item has too. */
    static Places twice(String list, String field) {
        Spot at = Spot.of(list);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            Set<String> known = new HashSet<>();
            JsonNode items = at.list(object);
            for (int i = 0; i < items.size(); i++) {
                String text = items.get(i).path(field).asText("");
                if (!text.isEmpty() && !known.add(text)) {
                    places.add(at.item(i).field(field));
                }
            }
            return places;
        };
    }

    /** Those entries of a map that do, asked with key and value. */
    static Places entries(String map, BiPredicate<String, String> fires) {
        Spot at = Spot.of(map);
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : at.in(object).properties()) {
                if (fires.test(entry.getKey(), entry.getValue().asText(""))) {
                    places.add(at.path().field(entry.getKey()));
                }
            }
            return places;
        };
    }

    /** Of these paths those whose value does. */
    static Places among(List<String> paths, Predicate<JsonNode> fires) {
        List<Spot> spots = paths.stream().map(Spot::of).toList();
        return (object, around) -> {
            List<TreePath> places = new ArrayList<>();
            for (Spot spot : spots) {
                if (fires.test(spot.in(object))) {
                    places.add(spot.path());
                }
            }
            return places;
        };
    }
}
