package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.DirectEffect;
import io.pgspan.operators.change.Disposable;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.change.MergePatch;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects beside the {@code Cluster}: those it refers to are there before it, those that refer to it come after it, and what goes goes last.
 * Deletion of what may take data along is left to a human.
 */
final class Satellites {
    private static final Set<String> REFERRED = Set.of("ObjectStore", "ImageCatalog", "ClusterImageCatalog");
    private static final Set<String> OWN = Set.of("postgresql.cnpg.io/v1", "barmancloud.cnpg.io/v1");

    private final Side old;
    private final Side wanted;
    private final List<ObjectNode> added = new ArrayList<>();
    private final List<ObjectNode> replaced = new ArrayList<>();
    private final List<ObjectNode> foreign = new ArrayList<>();
    private final List<SatelliteChange> changed = new ArrayList<>();
    private final List<ObjectNode> gone = new ArrayList<>();

    Satellites(Side old, Side wanted) {
        this.old = old;
        this.wanted = wanted;
        wanted.others().forEach((key, object) -> {
            ObjectNode before = old.others().get(key);
            if (before == null) {
                added.add(object);
            } else if (!before.equals(object)) {
                changed(before, object);
            }
        });
        old.others().forEach((key, object) -> {
            if (!wanted.others().containsKey(key)) {
                gone.add(object);
            }
        });
    }

    private void changed(ObjectNode before, ObjectNode after) {
        Optional<FieldClasses> classes =
                isOwn(after) ? SatelliteClasses.of(after.path("kind").asText()) : Optional.empty();
        if (Side.isCluster(after)) {
            foreign.add(after);
        } else if (classes.isPresent()) {
            SatelliteChange change = new SatelliteChange(before, after, classes.get());
            if (!change.possible().isEmpty() || !change.refused().isEmpty()) {
                changed.add(change);
            }
        } else {
            replaced.add(after);
        }
    }

    private static boolean isOwn(ObjectNode object) {
        return OWN.contains(object.path("apiVersion").asText());
    }

    /** Whether the cluster, or nothing at all, must find it there. */
    private static boolean isBefore(ObjectNode object) {
        return !isOwn(object) || REFERRED.contains(object.path("kind").asText());
    }

    boolean isEmpty() {
        return added.isEmpty() && replaced.isEmpty() && foreign.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }

    List<DirectEffect> direct() {
        return changed.stream().flatMap(change -> change.direct().stream()).toList();
    }

    /** What can't be done. */
    void refuse(Draft draft) {
        for (ObjectNode other : foreign) {
            ObjectKey key = ObjectKey.of(other);
            draft.refuse(
                    "refused-" + Refusal.OTHER_CLUSTER.word() + "-" + key.name(),
                    "change " + key.title(),
                    Refusal.OTHER_CLUSTER.reason(),
                    Procedures.byHand(
                            "a plan of its own",
                            "read the manifests of both sides by the name " + key.name() + ", and plan that change"));
        }
        for (SatelliteChange change : changed) {
            if (!change.refused().isEmpty()) {
                draft.refuse(
                        "refused-" + id(change.key()),
                        "change " + change.key().title(),
                        Draft.why(change.refused()) + ": the webhook refuses it, these fields may not change",
                        again(change));
            }
        }
    }

    /** Another object under another name, and the old one goes. */
    private static ChangePlan again(SatelliteChange change) {
        String title = change.key().title();
        if (change.key().kind().equals("Database")) {
            return Procedures.byHand(
                    "the database is dumped into another one",
                    "make a Database of another name with the new fields",
                    "dump " + title + " into it while nobody writes, and let clients use it",
                    "delete " + title + "; with databaseReclaimPolicy delete the old database is dropped");
        }
        ObjectNode next = change.after().deepCopy();
        next.withObject("/metadata").put("name", change.key().name() + "-next");
        return ChangePlan.of(
                "another object takes the place of " + title,
                List.of(
                        Steps.of(
                                "create-next",
                                "create " + ObjectKey.of(next).title(),
                                "the new fields need an object of their own",
                                new Deed.Create(next),
                                null,
                                null,
                                Costs.none(),
                                "delete it",
                                List.of()),
                        Steps.hand(
                                "delete-old",
                                "delete " + title + " once nobody uses it",
                                "the new object is in its place",
                                List.of("delete " + title),
                                null,
                                Costs.none())));
    }

    /** What the cluster refers to. */
    void before(Draft draft) {
        apply(draft, "before", true);
    }

    /** What refers to the cluster. */
    void after(Draft draft) {
        apply(draft, "after", false);
    }

    private void apply(Draft draft, String when, boolean before) {
        List<ObjectNode> objects = new ArrayList<>();
        added.stream().filter(one -> isBefore(one) == before).forEach(objects::add);
        replaced.stream().filter(one -> isBefore(one) == before).forEach(objects::add);
        if (!objects.isEmpty()) {
            List<String> titles =
                    objects.stream().map(one -> ObjectKey.of(one).title()).toList();
            draft.add(Steps.of(
                    "apply-" + when,
                    "apply " + String.join(", ", titles),
                    before ? "the cluster may refer to it" : "it belongs to the cluster as it is now",
                    new Deed.Apply(objects, List.of()),
                    null,
                    null,
                    Costs.none(),
                    "delete what is new, apply the old ones",
                    notes(objects)));
        }
        for (SatelliteChange change : changed) {
            if (isBefore(change.after()) == before && !change.possible().isEmpty()) {
                patch(draft, change);
            }
        }
    }

    private static List<String> notes(List<ObjectNode> objects) {
        boolean secrets = objects.stream()
                .map(one -> one.path("kind").asText())
                .anyMatch(kind -> kind.equals("Secret") || kind.equals("ConfigMap"));
        return secrets
                ? List.of("a changed secret or config map is looked at at once only with the label cnpg.io/reload")
                : List.of();
    }

    private void patch(Draft draft, SatelliteChange change) {
        ObjectNode next = change.refused().isEmpty()
                ? change.after()
                : TreeEdit.apply(change.before(), change.possible(), change.after());
        ObjectNode patch = MergePatch.between(change.before(), next);
        if (patch.isEmpty()) {
            return;
        }
        Costs costs = costs(draft, change);
        boolean rolls = change.isIn("rollout") && costs.outage().longest().isEmpty();
        @Nullable Condition healthy = rolls ? draft.healthy() : null;
        draft.add(Steps.of(
                "patch-" + id(change.key()),
                "change " + change.key().title(),
                Draft.why(change.possible()),
                new Deed.Patch(change.key(), patch),
                healthy,
                healthy != null ? healthy : applied(change, draft.settings()),
                costs,
                "patch the old values back",
                List.of()));
    }

    /** Databases and what lies in them tell whether they have been made so. */
    private static @Nullable Condition applied(SatelliteChange change, CnpgChangeSettings settings) {
        return switch (change.key().kind()) {
            case "Database", "DatabaseRole", "Publication", "Subscription" ->
                Condition.observed(change.key(), settings.stepLimit())
                        .and("status.applied", List.of("true"), List.of("false"));
            default -> null;
        };
    }

    private Costs costs(Draft draft, SatelliteChange change) {
        if (change.isIn("rollout") && isUsed(change.after())) {
            return draft.isAsleep() ? Costs.none() : Costs.pods(draft.running());
        }
        JsonNode spec = change.after().path("spec");
        if (change.isIn("pause") && spec.path("pgbouncer").path("paused").asBoolean(false)) {
            return Costs.away("clients of the pooler wait until it is resumed");
        }
        if (change.isIn("ensure") && spec.path("ensure").asText("").equals("absent")) {
            return Costs.away("the database is dropped, with all that is in it");
        }
        return change.isIn("pooler") ? Costs.standbys() : Costs.none();
    }

    /** Whether the cluster refers to an object now. */
    private boolean isUsed(ObjectNode object) {
        String name = object.path("metadata").path("name").asText("");
        String kind = object.path("kind").asText();
        JsonNode catalog = TreeEdit.at(old.cluster(), At.CATALOG);
        if (catalog.path("name").asText("").equals(name)) {
            return catalog.path("kind").asText("").equals(kind);
        }
        boolean used = false;
        for (JsonNode plugin : TreeEdit.at(wanted.cluster(), At.PLUGINS)) {
            used |= kind.equals("ObjectStore")
                    && plugin.path("parameters")
                            .path("barmanObjectName")
                            .asText("")
                            .equals(name);
        }
        return used;
    }

    /** What nobody wishes for any more. */
    void delete(Draft draft) {
        for (ObjectNode object : gone) {
            ObjectKey key = ObjectKey.of(object);
            String id = "delete-" + id(key);
            String why = "the new wish has it no more";
            draft.add(
                    isDisposable(key, object)
                            ? Steps.of(
                                    id,
                                    "delete " + key.title(),
                                    why + ", and it holds no data",
                                    new Deed.Delete(key),
                                    null,
                                    null,
                                    losses(object),
                                    "apply it again",
                                    List.of())
                            : Steps.hand(
                                    id,
                                    "delete " + key.title() + ", if nobody else uses it",
                                    why,
                                    List.of("delete " + key.title()),
                                    null,
                                    losses(object)));
        }
    }

    /** Whether nothing is lost with an object; a schedule that owns its backups takes them along. */
    private static boolean isDisposable(ObjectKey key, ObjectNode object) {
        boolean owner =
                object.path("spec").path("backupOwnerReference").asText("").equals("self");
        return Disposable.is(key)
                || (isOwn(object) && (key.kind().equals("Pooler") || (key.kind().equals("ScheduledBackup") && !owner)));
    }

    private static Costs losses(ObjectNode object) {
        if (object.path("spec").path("databaseReclaimPolicy").asText("").equals("delete")) {
            return Costs.away("the database is dropped with its object, with all that is in it");
        }
        return switch (object.path("kind").asText()) {
            case "Pooler" -> Costs.away("clients of this pooler have no address any more");
            case "Cluster" -> Costs.away("a cluster's volumes go with it");
            default -> Costs.none();
        };
    }

    private static String id(ObjectKey key) {
        return key.kind().toLowerCase(Locale.ROOT) + "-" + key.name();
    }
}
