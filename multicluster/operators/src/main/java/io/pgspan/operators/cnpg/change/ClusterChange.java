package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.TreeDifference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Both sides of a changed {@code Cluster}, with each change sorted by its way, once. */
final class ClusterChange {
    private static final int UPGRADE_TARGET_MIN = 16;
    private static final FieldClass UNKNOWN =
            new FieldClass("", Effect.DOWNTIME, Way.PODS.word(), "nothing is known of this field");

    /** What another image means. */
    enum Update {
        /** No other image. */
        NONE,
        /** The same major version. */
        MINOR,
        /** A later major version. */
        MAJOR,
        /** Nobody can tell from the names. */
        UNKNOWN
    }

    private final ObjectNode before;
    private final ObjectNode after;
    private final ObjectKey key;
    private final List<Change> changes;
    private final List<Sorting.Sorted> sorted = new ArrayList<>();
    private final Map<Way, List<Change>> byWay = new EnumMap<>(Way.class);
    private final Map<Refusal, List<Change>> refused = new EnumMap<>(Refusal.class);
    private final List<Change> afterUpgrade = new ArrayList<>();
    private Update update = Update.NONE;

    ClusterChange(ObjectNode before, ObjectNode after, Seen seen) {
        this.before = before;
        this.after = after;
        this.key = ObjectKey.of(before);
        this.changes = TreeDifference.between(before, after, CnpgFieldClasses.CLUSTER);
        if (changes.isEmpty()) {
            return;
        }
        Sorting sorting = new Sorting(before, after, seen);
        for (Change change : changes) {
            FieldClass row = CnpgFieldClasses.CLUSTER.of(change.path()).orElse(UNKNOWN);
            Sorting.Sorted one = sorting.sort(change, row);
            sorted.add(one);
            if (one.refusal() == null) {
                add(one.way(), change);
            } else {
                refuse(one.refusal(), change);
            }
        }
        if (byWay.containsKey(Way.IMAGE)) {
            image(seen);
        }
        couple(seen);
    }

    private void add(Way way, Change change) {
        byWay.computeIfAbsent(way, any -> new ArrayList<>()).add(change);
    }

    private void refuse(Refusal refusal, Change change) {
        refused.computeIfAbsent(refusal, any -> new ArrayList<>()).add(change);
    }

    private void refuse(Refusal refusal, Way way) {
        List<Change> all = byWay.remove(way);
        if (all != null) {
            all.forEach(change -> refuse(refusal, change));
        }
    }

    private void image(Seen seen) {
        OptionalInt was = seen.dataMajor().isPresent() ? seen.dataMajor() : Image.major(before);
        OptionalInt is = Image.major(after);
        if (was.isEmpty() || is.isEmpty()) {
            update = Update.UNKNOWN;
        } else if (is.getAsInt() < was.getAsInt()) {
            refuse(Refusal.DOWNGRADE, Way.IMAGE);
        } else if (is.getAsInt() == was.getAsInt()) {
            update = Update.MINOR;
        } else if (is.getAsInt() < UPGRADE_TARGET_MIN) {
            refuse(Refusal.UPGRADE_TARGET, Way.IMAGE);
        } else {
            update = Update.MAJOR;
        }
    }

    /** What must be written together with something else, or apart from it. */
    private void couple(Seen seen) {
        if (byWay.containsKey(Way.EXTERNAL)) {
            move(Way.EXTERNAL, byWay.containsKey(Way.REPLICA) ? Way.REPLICA : externalWay());
        }
        if (byWay.containsKey(Way.REPLICA)) {
            if (Topology.follows(after) && !Topology.follows(before) && Topology.isTold(after)) {
                refuse(Refusal.DEMOTION, Way.REPLICA);
            } else if (Topology.follows(after) != Topology.follows(before) && seen.isSwitching()) {
                refuse(Refusal.SWITCHING, Way.REPLICA);
            }
        }
        if (changes.stream().anyMatch(change -> change.isIn(At.PLUGINS))) {
            moveIf(Way.PATCH, Way.PODS, change -> change.isIn(At.STORE));
        }
        if (update == Update.MAJOR) {
            List.of(Way.PATCH, Way.PODS).forEach(way -> moveIf(way, Way.IMAGE, Coupling::isServerName));
            for (Way way : List.of(Way.SETTINGS, Way.RESTART_SETTINGS, Way.LOWERED, Way.PODS)) {
                byWay.getOrDefault(way, new ArrayList<>()).removeIf(change -> {
                    boolean later = change.isAdded() && Coupling.isOfVersion(change);
                    return later && afterUpgrade.add(change);
                });
            }
        }
        byWay.values().removeIf(List::isEmpty);
    }

    private Way externalWay() {
        return Topology.follows(after) ? Way.RELOAD : Way.PATCH;
    }

    private void move(Way from, Way to) {
        moveIf(from, to, change -> true);
    }

    private void moveIf(Way from, Way to, Predicate<Change> which) {
        List<Change> there = byWay.get(from);
        if (there != null) {
            List<Change> moved = there.stream().filter(which).toList();
            there.removeAll(moved);
            moved.forEach(change -> add(to, change));
        }
    }

    ObjectNode before() {
        return before;
    }

    ObjectNode after() {
        return after;
    }

    /** The object's key before the change. */
    ObjectKey key() {
        return key;
    }

    /** Everything that differs. */
    List<Change> changes() {
        return changes;
    }

    /** Everything that differs, with its way and class. */
    List<Sorting.Sorted> sorted() {
        return sorted;
    }

    /** The changes of these ways that can be made. */
    List<Change> of(Way... ways) {
        if (ways.length == 1) {
            return byWay.getOrDefault(ways[0], List.of());
        }
        List<Change> all = new ArrayList<>();
        for (Way way : ways) {
            all.addAll(byWay.getOrDefault(way, List.of()));
        }
        return all;
    }

    boolean has(Way way) {
        return byWay.containsKey(way);
    }

    Map<Refusal, List<Change>> refused() {
        return refused;
    }

    /** Settings and extensions that only the new major version may know. */
    List<Change> afterUpgrade() {
        return afterUpgrade;
    }

    Update update() {
        return update;
    }
}
