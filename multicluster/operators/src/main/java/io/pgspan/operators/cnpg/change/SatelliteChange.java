package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.DirectEffect;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.TreeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An object beside the {@code Cluster} that is otherwise than it was, with its changes by whether they can be made. */
final class SatelliteChange {
    private static final FieldClass UNKNOWN =
            new FieldClass("", Effect.NOTHING, "patch", "nothing is known of this field");
    private static final Map<String, String> DIRECT = Map.of(
            "patch", "the operator takes it over; nobody who uses the database notices",
            "rollout", "pods of the clusters that use it are made anew, standbys first",
            "pooler", "the pooler's pods are made anew, and its clients connect again",
            "pause", "clients of the pooler wait until it is resumed",
            "ensure", "the database is dropped, or made anew and empty",
            "refuse", "the webhook refuses it",
            "server", "nothing: whoever writes the status writes it again");

    private final ObjectNode before;
    private final ObjectNode after;
    private final ObjectKey key;
    private final List<Change> possible = new ArrayList<>();
    private final List<Change> refused = new ArrayList<>();
    private final List<DirectEffect> direct = new ArrayList<>();
    private final List<String> ways = new ArrayList<>();

    SatelliteChange(ObjectNode before, ObjectNode after, FieldClasses classes) {
        this.before = before;
        this.after = after;
        this.key = ObjectKey.of(after);
        for (Change change : TreeDifference.between(before, after, classes)) {
            FieldClass row = classes.of(change.path()).orElse(UNKNOWN);
            (row.way().equals("refuse") ? refused : possible).add(change);
            ways.add(row.way());
            direct.add(new DirectEffect(
                    key, change, row.effect(), DIRECT.getOrDefault(row.way(), row.way()), row.basis()));
        }
    }

    ObjectNode before() {
        return before;
    }

    ObjectNode after() {
        return after;
    }

    ObjectKey key() {
        return key;
    }

    List<Change> possible() {
        return possible;
    }

    List<Change> refused() {
        return refused;
    }

    List<DirectEffect> direct() {
        return direct;
    }

    boolean isIn(String way) {
        return ways.contains(way);
    }
}
