package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.operators.change.TreeEdit;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a plan being written, with the cluster's object as it is after each. */
final class Draft {
    private final ClusterChange cluster;
    private final CrunchyChangeSettings settings;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Map<String, ChangePlan> procedures = new LinkedHashMap<>();
    private Side current;

    Draft(ClusterChange cluster, CrunchyChangeSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.current = cluster.before();
    }

    List<PlannedStep> steps() {
        return steps;
    }

    Map<String, ChangePlan> procedures() {
        return procedures;
    }

    /** The object as the steps so far leave it. */
    Side current() {
        return current;
    }

    /** Begins a step; it is written when its deed is told. */
    Stepping step(String id, String what) {
        return new Stepping(id, what);
    }

    /** Something that can't be done, with what achieves its aim otherwise. */
    void refuse(String id, String what, String why, ChangePlan instead) {
        procedures.put(id, instead);
        Stepping step = step(id, what).why(why).costs(Costs.impossible());
        step.before = "never";
        step.after = "never";
        step.abort = "now";
        step.undo = "none is needed: nothing of this plan is carried out";
        step.byHand("take this change out of the wish, or follow: " + instead.title());
    }

    /** That the operator has seen the object as it is. */
    Condition observed() {
        return Condition.observed(cluster.key(), settings.stepLimit());
    }

    /** That all instances there are to be run what they are to run. */
    Condition running(boolean copiesData) {
        Condition condition =
                Condition.observed(cluster.key(), copiesData ? settings.dataLimit() : settings.stepLimit());
        if (current.isShutDown()) {
            return condition;
        }
        for (Map.Entry<String, Integer> set : current.sets().entrySet()) {
            String at = "status.instances[name=" + set.getKey() + "].";
            String number = String.valueOf(set.getValue());
            condition = condition
                    .and(at + "readyReplicas", List.of(number), List.of())
                    .and(at + "updatedReplicas", List.of(number), List.of());
        }
        return condition;
    }

    /** That every instance is ready before one of them is taken down, and nothing is paused. */
    Condition healthy() {
        Condition condition =
                new Condition(cluster.key(), "spec.paused", List.of("", "false"), List.of(), settings.stepLimit());
        if (current.isShutDown()) {
            return condition;
        }
        for (Map.Entry<String, Integer> set : current.sets().entrySet()) {
            condition = condition.and(
                    "status.instances[name=" + set.getKey() + "].readyReplicas",
                    List.of(String.valueOf(set.getValue())),
                    List.of());
        }
        return condition;
    }

    /** A value of the cluster's status. */
    Condition status(String path, List<String> met, List<String> failed) {
        return new Condition(cluster.key(), path, met, failed, settings.dataLimit());
    }

    /** A step whose deed is not told yet. */
    final class Stepping {
        private final String id;
        private final String what;
        private String why = "";
        private String before = "the object is as the steps before left it";
        private String after = "the API server has accepted it";
        private String abort = "the API server refuses it";
        private String undo = "patch the old values back";
        private Costs costs = Costs.none();
        private @Nullable Condition ready;
        private @Nullable Condition done;
        private @Nullable Supplier<Condition> afterwards;
        private final List<String> notes = new ArrayList<>();

        private Stepping(String id, String what) {
            this.id = id;
            this.what = what;
        }

        Stepping why(String text) {
            why = text;
            return this;
        }

        Stepping costs(Costs said) {
            costs = said;
            return this;
        }

        Stepping ready(@Nullable Condition condition) {
            ready = condition;
            before = condition == null ? before : condition.text();
            return this;
        }

        Stepping done(Condition condition) {
            done = condition;
            after = condition.text();
            abort = "it does not come to that within " + condition.atMost();
            return this;
        }

        /** The same where what is waited for follows from what the step leaves behind. */
        Stepping done(Supplier<Condition> condition) {
            afterwards = condition;
            return this;
        }

        Stepping abort(String text) {
            abort = text;
            return this;
        }

        Stepping undo(String text) {
            undo = text;
            return this;
        }

        Stepping notes(Collection<String> more) {
            more.forEach(this::note);
            return this;
        }

        Stepping note(String more) {
            if (!notes.contains(more)) {
                notes.add(more);
            }
            return this;
        }

        /** The cluster's object is patched in these changes; without any there is no step. */
        boolean patch(Collection<Change> changes) {
            return !changes.isEmpty() && patchTo(edited(changes), changes);
        }

        /** The cluster's object is patched so that it is another one. */
        boolean patchTo(ObjectNode next, Collection<Change> changes) {
            ObjectNode patch = MergePatch.between(current.tree(), next);
            if (patch.isEmpty()) {
                return false;
            }
            if (why.isEmpty()) {
                why = changes.size() == 1
                        ? changes.iterator().next().text()
                        : changes.stream().map(Change::text).collect(Collectors.joining("; "));
            }
            current = new Side(next);
            write(new Deed.Patch(cluster.key(), patch));
            return true;
        }

        /** Annotations are set on the cluster. */
        void annotate(Map<String, String> annotations) {
            ObjectNode next = current.tree().deepCopy();
            ObjectNode said = next.withObject("/metadata/annotations");
            annotations.forEach(said::put);
            current = new Side(next);
            write(new Deed.Annotate(cluster.key(), annotations));
        }

        /** Objects are applied as a whole. */
        void apply(List<ObjectNode> objects) {
            ObjectKey own = cluster.key();
            objects.stream()
                    .filter(object -> ObjectKey.of(object).kind().equals(own.kind()))
                    .filter(object -> ObjectKey.of(object).name().equals(own.name()))
                    .forEach(object -> current = Side.of(object));
            write(new Deed.Apply(objects, List.of()));
        }

        /** An object is created. */
        void create(ObjectNode object) {
            write(new Deed.Create(object));
        }

        /** Nothing is done but to wait. */
        void await(Condition condition) {
            done(condition);
            write(new Deed.Await(condition));
        }

        /** A human does it. */
        void byHand(String... instructions) {
            write(new Deed.ByHand(List.of(instructions)));
        }

        private void write(Deed deed) {
            if (afterwards != null) {
                done(afterwards.get());
            }
            steps.add(new PlannedStep(
                    new Step(id, what, why.isEmpty() ? what : why, costs.risk(), before, after, abort, undo),
                    deed,
                    ready,
                    done,
                    costs.outage(),
                    notes));
        }
    }

    /** The object with these changes made, its lists in the order of the new wish as far as that has their items. */
    private ObjectNode edited(Collection<Change> changes) {
        List<Change> values = new ArrayList<>();
        boolean moved = false;
        for (Change change : changes) {
            moved |= At.REPOS.covers(change.path());
            if (!change.path().equals(At.REPOS)) {
                values.add(change);
            }
        }
        ObjectNode next = TreeEdit.apply(current.tree(), values, cluster.after().tree());
        next = arranged(arranged(next, At.INSTANCES), At.USERS);
        return moved ? arranged(next, At.REPOS) : next;
    }

    private ObjectNode arranged(ObjectNode object, TreePath path) {
        if (!(TreeEdit.at(object, path) instanceof ArrayNode list) || list.size() < 2) {
            return object;
        }
        List<String> order = new ArrayList<>();
        cluster.after().at(path).forEach(item -> order.add(item.path("name").asText()));
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        items.sort(Comparator.comparingInt(item -> {
            int at = order.indexOf(item.path("name").asText());
            return at < 0 ? Integer.MAX_VALUE : at;
        }));
        Change sorted = new Change(path, list, list.arrayNode().addAll(items));
        return TreeEdit.apply(object, List.of(sorted), cluster.after().tree());
    }
}
