package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code instances}: the first set holds the wish's own replicas, as PGO takes the first one for restores; the others are further sets. A set without a
 * name has the one that PGO gives it by its place, {@code 00}, {@code 01} …, and is kept by it.
 */
final class InstancesSection {
    static final String LIST = "instances";
    private static final TreePath PATH = TreePath.of("spec." + LIST);
    private static final int DEPTH = 2;
    private static final Storage STORAGE_DEFAULT = Storage.of("10Gi");

    private final List<InstanceSet> sets = new ArrayList<>();
    private final Optional<String> ownName;

    InstancesSection(Cursor spec, String cluster) {
        List<Cursor> items = spec.objects(LIST);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Cursor item = items.get(i);
            String name = name(item, i);
            if (!SetParts.NAME.matcher(name).matches()) {
                item.reject(
                        "set-name",
                        "name",
                        "a set's name is part of its pods' names",
                        "use lower-case letters, digits and '-', first and last no '-'");
            }
            if (!names.add(name)) {
                item.reject(
                        "item-twice",
                        "name",
                        "there is a set of this name already: " + name,
                        "name the sets differently");
                item.doubt("furtherInstances[" + (i - 1) + "].name");
            }
            sets.add(InstanceFields.read(item, name, i == 0 ? "" : "furtherInstances[" + (i - 1) + "]", cluster));
        }
        if (items.isEmpty() && !spec.isFaulty(LIST)) {
            spec.missing(LIST, "say how many instances there are and how large their volumes");
        }
        if (items.isEmpty()) {
            sets.add(InstanceSet.builder()
                    .name(CrunchyWords.FIRST_SET)
                    .storage(STORAGE_DEFAULT)
                    .build());
        }
        this.ownName = items.isEmpty() ? Optional.empty() : said(items.get(0));
    }

    private static Optional<String> said(Cursor item) {
        return item.text("name").filter(name -> !name.isEmpty());
    }

    private static String name(Cursor item, int index) {
        return said(item).orElseGet(() -> (index < 10 ? "0" : "") + index);
    }

    /** The set of the wish's own replicas; everything is said. */
    InstanceSet own() {
        return sets.get(0);
    }

    /** The name of that set, where the manifest has one. */
    Optional<String> ownName() {
        return ownName;
    }

    /** The other sets; what is as in the first one is not said. */
    List<InstanceSet> further() {
        List<InstanceSet> further = new ArrayList<>();
        for (InstanceSet set : sets.subList(1, sets.size())) {
            Optional<PlacementPolicy> place = set.placement().equals(own().placement())
                    ? Optional.empty()
                    : set.placement()
                            .or(() -> Optional.of(PlacementPolicy.builder().build()));
            further.add(set.withPlacement(place)
                    .withStorage(set.storage().equals(own().storage()) ? Optional.empty() : set.storage()));
        }
        return further;
    }

    /** What is left over of sets, by their names instead of their places. */
    Map<TreePath, JsonNode> named(Map<TreePath, JsonNode> leftovers) {
        Map<TreePath, JsonNode> named = new LinkedHashMap<>();
        leftovers.forEach((path, value) -> named.put(named(path), value));
        return named;
    }

    private TreePath named(TreePath path) {
        List<TreePath.Step> steps = path.steps();
        boolean item = steps.size() > DEPTH
                && PATH.covers(path)
                && steps.get(DEPTH).index() >= 0
                && steps.get(DEPTH).index() < sets.size();
        if (!item) {
            return path;
        }
        TreePath named = PATH.keyed("name", sets.get(steps.get(DEPTH).index()).name());
        for (TreePath.Step step : steps.subList(DEPTH + 1, steps.size())) {
            named = step.isField()
                    ? named.field(step.key())
                    : step.isKeyed() ? named.keyed(step.key(), step.item()) : named.index(step.index());
        }
        return named;
    }

    static void write(PostgresCluster wish, CrunchyOptions options, ObjectNode spec) {
        ArrayNode list = spec.putArray(LIST);
        InstanceSet own = InstanceSet.builder()
                .name(options.instanceSet())
                .replicas(wish.replicas())
                .volumes(wish.volumes())
                .resources(wish.resources())
                .pod(wish.pod())
                .minAvailable(options.minAvailable())
                .build();
        InstanceFields.write(list, own, wish.storage(), wish.placement(), wish.name());
        wish.furtherInstances()
                .forEach(set -> InstanceFields.write(list, set, wish.storage(), wish.placement(), wish.name()));
        SidecarFields.writeCopy(options.sidecars(), (ObjectNode) list.get(0));
    }

    /** Takes the first set's name out again where the wish leaves it to PGO. */
    static void complete(CrunchyOptions options, ObjectNode spec) {
        if (options.instanceSetName().isEmpty() && spec.path(LIST).path(0) instanceof ObjectNode first) {
            first.remove("name");
        }
    }
}
