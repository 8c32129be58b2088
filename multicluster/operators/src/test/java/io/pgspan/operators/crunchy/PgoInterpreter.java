package io.pgspan.operators.crunchy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Condition.Verdict;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What PGO makes of a plan's deeds, written without the planner's own arithmetic. It is an operator at its worst: the primary is in the set that
 * is to go, and whatever it deletes is gone. It fails where data would be lost, an instance would not start, or two primaries would run, unless a human has
 * said so just before.
 */
final class PgoInterpreter {
    private static final String PREFIX = "postgres-operator.crunchydata.com/";
    private static final List<String> NOT_IN_TEMPLATES = List.of(
            "instances",
            "backups",
            "users",
            "service",
            "replicaService",
            "shutdown",
            "paused",
            "databaseInitSQL",
            "dataSource",
            "authentication",
            "standby",
            "proxy",
            "userInterface",
            "patroni",
            "config",
            "postgresVersion");

    private final Map<String, ObjectNode> others = new LinkedHashMap<>();
    private final Set<String> saidByHand = new HashSet<>();
    private final Set<String> succeeded = new HashSet<>();
    private final List<String> log = new ArrayList<>();
    private ObjectNode cluster;
    private int generation = 1;
    private int observed = 1;
    private int dataVersion;
    private String primarySet;
    private String lastSwitchover;
    private String lastBackup;
    private String lastRestore;
    private int rollouts;

    /** @param leaving sets that will go: the primary is in the first of them */
    PgoInterpreter(List<ObjectNode> before, Set<String> leaving) {
        List<ObjectNode> all = new ArrayList<>(before);
        ObjectNode own = all.stream()
                .filter(object -> object.path("kind").asText().equals("PostgresCluster"))
                .findFirst()
                .orElseThrow();
        all.remove(own);
        all.forEach(this::put);
        this.cluster = own.deepCopy();
        this.dataVersion = spec().path("postgresVersion").asInt();
        this.primarySet = leaving.isEmpty()
                ? sets(cluster).keySet().iterator().next()
                : leaving.iterator().next();
        this.lastSwitchover = spent(
                "trigger-switchover", spec().at("/patroni/switchover/enabled").asBoolean());
        this.lastBackup = spent(
                "pgbackrest-backup", spec().at("/backups/pgbackrest/manual").isObject());
        this.lastRestore = spent(
                "pgbackrest-restore",
                spec().at("/backups/pgbackrest/restore/enabled").asBoolean());
    }

    /** An annotation that nothing could act on is still to be acted on: the operator compares it with its status. */
    private String spent(String annotation, boolean able) {
        return able ? annotation(cluster, annotation) : "";
    }

    ObjectNode cluster() {
        return cluster;
    }

    int rollouts() {
        return rollouts;
    }

    List<String> log() {
        return log;
    }

    void run(ChangePlan plan, Runnable afterEach) {
        for (PlannedStep step : plan.steps()) {
            String id = step.step().id();
            step.precondition()
                    .ifPresent(ready -> assertThat(verdict(ready))
                            .as(id + " is ready when " + ready.text())
                            .isEqualTo(Verdict.MET));
            if (step.deed() instanceof Deed.ByHand) {
                saidByHand.add(id);
                byHand(id);
            } else {
                run(step.deed());
            }
            step.completion()
                    .ifPresent(done -> assertThat(verdict(done))
                            .as(id + " is done when " + done.text() + " of " + status())
                            .isEqualTo(Verdict.MET));
            afterEach.run();
        }
    }

    private void byHand(String id) {
        if (id.equals("move-primary")) {
            log.add("primary moved by hand");
            primarySet = "?";
        }
        if (id.equals("confirm-restore")
                && spec().at("/backups/pgbackrest/restore/enabled").asBoolean()) {
            log.add("restore said by hand");
        }
    }

    private Verdict verdict(Condition condition) {
        ObjectKey key = condition.object();
        if (key.kind().equals("PGUpgrade")) {
            ObjectNode upgrade =
                    requireNonNull(others.get(key.kind() + "/" + key.name())).deepCopy();
            if (succeeded.contains(key.name())) {
                upgrade.withObject("/status")
                        .putArray("conditions")
                        .addObject()
                        .put("type", "Succeeded")
                        .put("status", "True");
            }
            return condition.of(upgrade);
        }
        assertThat(key.name()).isEqualTo(cluster.at("/metadata/name").asText());
        ObjectNode seen = cluster.deepCopy();
        seen.withObject("/metadata").put("generation", generation);
        seen.set("status", status());
        return condition.of(seen);
    }

    private void put(ObjectNode object) {
        others.put(
                object.path("kind").asText() + "/" + object.at("/metadata/name").asText(), object.deepCopy());
    }

    private void run(Deed deed) {
        if (deed instanceof Deed.Patch patch) {
            become(merged(cluster, patch.patch()));
        } else if (deed instanceof Deed.Annotate annotate) {
            ObjectNode next = cluster.deepCopy();
            annotate.annotations()
                    .forEach((key, value) ->
                            next.withObject("/metadata/annotations").put(key, value));
            become(next);
        } else if (deed instanceof Deed.Apply apply) {
            for (ObjectNode object : apply.objects()) {
                if (object.path("kind").asText().equals("PostgresCluster")) {
                    become(object.deepCopy());
                } else {
                    put(object);
                }
            }
        } else if (deed instanceof Deed.Create create) {
            put(create.object());
        } else if (deed instanceof Deed.Await await) {
            assertThat(verdict(await.condition())).as(await.condition().text()).isEqualTo(Verdict.MET);
        }
        upgrades();
    }

    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        ObjectNode next = target.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                next.remove(field.getKey());
            } else if (value instanceof ObjectNode below) {
                JsonNode there = next.path(field.getKey());
                next.set(
                        field.getKey(), merged(there instanceof ObjectNode object ? object : next.objectNode(), below));
            } else {
                next.set(field.getKey(), value.deepCopy());
            }
        });
        return next;
    }

    /** The object is another one, and the operator looks at it. */
    private void become(ObjectNode next) {
        ObjectNode old = cluster;
        cluster = next;
        if (!old.path("spec").equals(next.path("spec"))) {
            generation++;
        }
        if (spec().path("paused").asBoolean()) {
            return;
        }
        observed = generation;
        volumes(old, next);
        instances(old, next);
        repositories(old, next);
        standby(old, next);
        templates(old, next);
        triggers();
        boolean starts = !spec().path("shutdown").asBoolean();
        if (starts) {
            assertThat(spec().path("postgresVersion").asInt())
                    .as("instances start only with the version of their data")
                    .isEqualTo(dataVersion);
        }
    }

    private void volumes(ObjectNode old, ObjectNode next) {
        Map<String, JsonNode> before = sets(old);
        sets(next).forEach((name, set) -> {
            if (before.containsKey(name)) {
                for (String claim : List.of("dataVolumeClaimSpec", "walVolumeClaimSpec")) {
                    grown(before.get(name).path(claim), set.path(claim));
                }
            }
        });
        Map<String, JsonNode> repos = repos(old);
        repos(next).forEach((name, repo) -> {
            if (repos.containsKey(name)) {
                grown(repos.get(name).at("/volume/volumeClaimSpec"), repo.at("/volume/volumeClaimSpec"));
            }
        });
    }

    private static void grown(JsonNode old, JsonNode now) {
        if (!old.isObject() || !now.isObject()) {
            return;
        }
        for (String kept : List.of("storageClassName", "accessModes", "volumeMode", "selector")) {
            assertThat(now.path(kept)).as("a claim keeps its " + kept).isEqualTo(old.path(kept));
        }
        assertThat(bytes(now)).as("a claim does not shrink").isGreaterThanOrEqualTo(bytes(old));
    }

    private static double bytes(JsonNode claim) {
        return Quantity.of(claim.at("/resources/requests/storage").asText())
                .amount()
                .doubleValue();
    }

    private void instances(ObjectNode old, ObjectNode next) {
        Set<String> before = sets(old).keySet();
        Set<String> after = sets(next).keySet();
        Set<String> stay = new LinkedHashSet<>(before);
        stay.retainAll(after);
        assertThat(stay).as("an instance that has the data stays").isNotEmpty();
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(after);
        if (gone.isEmpty()) {
            return;
        }
        log.add("sets deleted: " + gone);
        if (!spec().path("shutdown").asBoolean()) {
            assertThat(gone).as("the primary is not deleted").doesNotContain(primarySet);
        }
    }

    private void repositories(ObjectNode old, ObjectNode next) {
        boolean ends =
                old.at("/spec/backups").isObject() && !next.at("/spec/backups").isObject();
        Map<String, JsonNode> now = repos(next);
        repos(old).forEach((name, repo) -> {
            if (!repo.has("volume") || (now.containsKey(name) && now.get(name).has("volume"))) {
                return;
            }
            log.add("volume of " + name + " deleted");
            assertThat(saidByHand).contains(ends ? "confirm-no-backups" : "confirm-repositories");
            if (ends) {
                assertThat(annotation(next, "authorizeBackupRemoval")).isEqualTo("true");
            }
        });
    }

    private void standby(ObjectNode old, ObjectNode next) {
        if (isStandby(old) && !isStandby(next)) {
            log.add("promoted");
            assertThat(saidByHand).contains("fence");
        }
        if (!isStandby(old) && isStandby(next)) {
            log.add("demoted");
            assertThat(saidByHand).contains("confirm-demotion");
        }
    }

    private void templates(ObjectNode old, ObjectNode next) {
        boolean ran = !old.at("/spec/shutdown").asBoolean()
                && !next.at("/spec/shutdown").asBoolean();
        if (!ran) {
            return;
        }
        Map<String, JsonNode> before = templatesOf(old);
        Map<String, JsonNode> after = templatesOf(next);
        boolean changed = before.entrySet().stream()
                .anyMatch(set -> after.containsKey(set.getKey())
                        && !after.get(set.getKey()).equals(set.getValue()));
        if (changed) {
            rollouts++;
            log.add("rollout");
        }
    }

    private static Map<String, JsonNode> templatesOf(ObjectNode cluster) {
        ObjectNode shared = ((ObjectNode) cluster.path("spec")).deepCopy();
        shared.remove(NOT_IN_TEMPLATES);
        JsonNode spec = cluster.path("spec");
        shared.set("files", spec.at("/config/files"));
        if (spec.at("/patroni/port").asInt(8008) != 8008) {
            shared.set("port of patroni", spec.at("/patroni/port"));
        }
        shared.put("lease", spec.at("/patroni/leaderLeaseDurationSeconds").asInt(30));
        shared.put("round", spec.at("/patroni/syncPeriodSeconds").asInt(10));
        shared.put("port", spec.path("port").asInt(5432));
        shared.put("scheduling", spec.path("disableDefaultPodScheduling").asBoolean());
        shared.remove("disableDefaultPodScheduling");
        shared.put("backups", spec.path("backups").isObject());
        shared.set("image of backups", spec.at("/backups/pgbackrest/image"));
        shared.set("configuration", spec.at("/backups/pgbackrest/configuration"));
        shared.set("sidecars", spec.at("/backups/pgbackrest/sidecars"));
        Map<String, JsonNode> templates = new HashMap<>();
        sets(cluster).forEach((name, set) -> {
            ObjectNode own = ((ObjectNode) set).deepCopy();
            own.remove(List.of("name", "replicas", "minAvailable", "dataVolumeClaimSpec"));
            own.put("wal", own.remove("walVolumeClaimSpec") != null);
            own.set("shared", shared);
            for (JsonNode space : own.path("tablespaceVolumes")) {
                ((ObjectNode) space).remove("dataVolumeClaimSpec");
            }
            templates.put(name, own);
        });
        return templates;
    }

    private void triggers() {
        String switchover = annotation(cluster, "trigger-switchover");
        JsonNode said = spec().at("/patroni/switchover");
        if (said.path("enabled").asBoolean() && !switchover.isEmpty() && !switchover.equals(lastSwitchover)) {
            lastSwitchover = switchover;
            log.add("switchover");
            String target = said.path("targetInstance").asText();
            String prefix = cluster.at("/metadata/name").asText() + "-";
            primarySet = target.isEmpty() ? primarySet : target.substring(prefix.length(), target.lastIndexOf('-'));
        }
        String backup = annotation(cluster, "pgbackrest-backup");
        boolean writes = !isStandby(cluster) && !spec().path("shutdown").asBoolean();
        if (spec().at("/backups/pgbackrest/manual").isObject() && !backup.isEmpty() && writes) {
            if (!backup.equals(lastBackup)) {
                log.add("backup");
            }
            lastBackup = backup;
        }
        String restore = annotation(cluster, "pgbackrest-restore");
        if (spec().at("/backups/pgbackrest/restore/enabled").asBoolean()
                && !restore.isEmpty()
                && !restore.equals(lastRestore)) {
            lastRestore = restore;
            log.add("restored");
            assertThat(saidByHand).as("data is overwritten").contains("confirm-restore");
        }
    }

    private void upgrades() {
        for (ObjectNode object : others.values()) {
            boolean fits = object.path("kind").asText().equals("PGUpgrade")
                    && object.at("/spec/postgresClusterName")
                            .asText()
                            .equals(cluster.at("/metadata/name").asText())
                    && spec().path("shutdown").asBoolean()
                    && spec().path("postgresVersion").asInt()
                            == object.at("/spec/fromPostgresVersion").asInt()
                    && annotation(cluster, "allow-upgrade")
                            .equals(object.at("/metadata/name").asText());
            if (fits) {
                dataVersion = object.at("/spec/toPostgresVersion").asInt();
                succeeded.add(object.at("/metadata/name").asText());
                log.add("upgraded");
            }
        }
    }

    private ObjectNode status() {
        ObjectNode status = cluster.objectNode();
        status.put("observedGeneration", observed);
        boolean runs = !spec().path("shutdown").asBoolean();
        ArrayNode sets = status.putArray("instances");
        sets(cluster).forEach((name, set) -> {
            int pods = runs ? set.path("replicas").asInt(1) : 0;
            sets.addObject()
                    .put("name", name)
                    .put("replicas", pods)
                    .put("readyReplicas", pods)
                    .put("updatedReplicas", pods);
        });
        ArrayNode conditions = status.putArray("conditions");
        boolean writes = runs && !isStandby(cluster);
        if (spec().path("paused").asBoolean()) {
            condition(conditions, "Progressing", "False", "Paused");
        }
        if (spec().path("backups").isObject()) {
            condition(conditions, "PGBackRestRepoHostReady", runs ? "True" : "False", "RepoHostReady");
            if (writes) {
                condition(conditions, "PGBackRestReplicaRepoReady", "True", "StanzaCreated");
                condition(conditions, "PGBackRestReplicaCreate", "True", "RepoBackupComplete");
            }
            ArrayNode repos = status.withObject("/pgbackrest").putArray("repos");
            repos(cluster)
                    .keySet()
                    .forEach(name -> repos.addObject().put("name", name).put("stanzaCreated", writes));
        }
        if (!lastBackup.isEmpty()) {
            status.withObject("/pgbackrest/manualBackup").put("id", lastBackup).put("finished", true);
            condition(conditions, "PGBackRestManualBackupSuccessful", "True", "ManualBackupComplete");
        }
        if (log.contains("restored")) {
            status.withObject("/pgbackrest/restore").put("id", lastRestore).put("finished", true);
            condition(conditions, "PostgresDataInitialized", "True", "PGBackRestRestoreComplete");
        }
        status.withObject("/patroni").put("switchover", lastSwitchover);
        return status;
    }

    private static void condition(ArrayNode conditions, String type, String status, String reason) {
        conditions.addObject().put("type", type).put("status", status).put("reason", reason);
    }

    private JsonNode spec() {
        return cluster.path("spec");
    }

    private static boolean isStandby(ObjectNode cluster) {
        JsonNode standby = cluster.at("/spec/standby");
        return standby.isObject() && standby.path("enabled").asBoolean(true);
    }

    private static String annotation(ObjectNode cluster, String name) {
        return cluster.path("metadata").path("annotations").path(PREFIX + name).asText("");
    }

    private static Map<String, JsonNode> sets(ObjectNode cluster) {
        Map<String, JsonNode> sets = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode set : cluster.at("/spec/instances")) {
            String name = set.path("name").asText("");
            sets.put(name.isEmpty() ? String.format(Locale.ROOT, "%02d", index) : name, set);
            index++;
        }
        return sets;
    }

    private static Map<String, JsonNode> repos(ObjectNode cluster) {
        Map<String, JsonNode> repos = new LinkedHashMap<>();
        cluster.at("/spec/backups/pgbackrest/repos")
                .forEach(repo -> repos.put(repo.path("name").asText(), repo));
        return repos;
    }
}
