package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small CloudNativePG, written without the planner's own arithmetic: a webhook that refuses what the real one refuses, and instances with pods
 * and volumes that follow the object. It settles after each deed, and says what it has done in the object's status.
 */
final class CnpgOperator {
    private static final List<String> STANDBY_NEEDS = List.of(
            "max_connections",
            "max_prepared_transactions",
            "max_wal_senders",
            "max_worker_processes",
            "max_locks_per_transaction");
    private static final List<String> TEMPLATE = List.of(
            "affinity",
            "topologySpreadConstraints",
            "resources",
            "env",
            "envFrom",
            "schedulerName",
            "priorityClassName",
            "imagePullPolicy",
            "imagePullSecrets",
            "projectedVolumeTemplate",
            "seccompProfile",
            "securityContext",
            "podSecurityContext",
            "startDelay",
            "stopDelay",
            "probes",
            "livenessProbeTimeout",
            "plugins",
            "logLevel",
            "ephemeralVolumeSource",
            "ephemeralVolumesSizeLimit");
    private static final List<String> RESTARTED = List.of(
            "max_connections",
            "shared_buffers",
            "max_worker_processes",
            "max_wal_senders",
            "wal_level",
            "wal_log_hints",
            "max_prepared_transactions",
            "max_locks_per_transaction",
            "max_replication_slots",
            "wal_buffers");

    private final Map<ObjectKey, ObjectNode> objects = new LinkedHashMap<>();
    private final ObjectKey key;
    private final TreeMap<Integer, Instance> instances = new TreeMap<>();
    private final List<String> rollouts = new ArrayList<>();
    private int dataMajor;
    private boolean waits;
    private String usedToken = "";

    /** What one instance was made with. */
    private static final class Instance {
        private Map<String, JsonNode> template = Map.of();
        private Map<String, String> started = Map.of();
        private String restarted = "";
        private List<Integer> lease = List.of();
        private final Map<String, BigDecimal> volumes = new TreeMap<>();
    }

    CnpgOperator(List<ObjectNode> before) {
        before.forEach(object -> objects.put(ObjectKey.of(object), object.deepCopy()));
        ObjectNode cluster = before.stream()
                .filter(object -> object.path("kind").asText().equals("Cluster"))
                .findFirst()
                .orElseThrow();
        key = ObjectKey.of(cluster);
        dataMajor = major(cluster);
        for (int i = 1; i <= wished(cluster); i++) {
            instances.put(i, instance());
        }
        settle();
        rollouts.clear();
    }

    ObjectNode cluster() {
        return object(key);
    }

    private ObjectNode object(ObjectKey which) {
        return Optional.ofNullable(objects.get(which)).orElseThrow(() -> new AssertionError("no " + which.title()));
    }

    List<ObjectNode> all() {
        return List.copyOf(objects.values());
    }

    /** The updates there were, in order. */
    List<String> rollouts() {
        return rollouts;
    }

    /** Whether pods, settings, volumes and their number are what the object says. */
    void assertFollowed() {
        ObjectNode cluster = cluster();
        if (isAsleep(cluster)) {
            return;
        }
        assertThat(instances).hasSize(wished(cluster));
        assertThat(waits).as("an update waits for somebody").isFalse();
        instances.values().forEach(one -> {
            assertThat(one.template).isEqualTo(template(cluster));
            assertThat(one.started).isEqualTo(started(cluster));
            assertThat(one.volumes).isEqualTo(volumes(cluster));
            assertThat(one.lease).as("leases count from a restart").isEqualTo(lease(cluster));
        });
        assertThat(dataMajor).isEqualTo(major(cluster));
    }

    /** Carries a plan out; each step's condition must hold before it, and what it comes to after it. */
    void run(ChangePlan plan, Runnable afterEach) {
        for (PlannedStep step : plan.steps()) {
            step.precondition().ifPresent(ready -> holds("before " + step.step().id() + " of " + plan.text(), ready));
            deed(step.deed());
            settle();
            step.completion().ifPresent(done -> holds("after " + step.step().id() + " of " + plan.text(), done));
            afterEach.run();
        }
    }

    private void holds(String when, Condition condition) {
        ObjectNode object = object(condition.object());
        assertThat(condition.of(object))
                .as(when + ": " + condition.text() + " in " + object.path("status"))
                .isEqualTo(Condition.Verdict.MET);
    }

    private void deed(Deed deed) {
        if (deed instanceof Deed.Patch patch) {
            ObjectNode before = object(patch.object());
            ObjectNode after = before.deepCopy();
            merge(after, patch.patch());
            if (patch.object().equals(key)) {
                webhook(before, after);
            }
            after.remove("status");
            objects.put(patch.object(), after);
        } else if (deed instanceof Deed.Apply apply) {
            apply.objects().forEach(object -> objects.put(ObjectKey.of(object), object.deepCopy()));
        } else if (deed instanceof Deed.Create create) {
            assertThat(objects).doesNotContainKey(ObjectKey.of(create.object()));
            objects.put(ObjectKey.of(create.object()), create.object().deepCopy());
        } else if (deed instanceof Deed.Delete delete) {
            assertThat(objects.keySet().remove(delete.object())).isTrue();
        } else if (deed instanceof Deed.ByHand hand) {
            hand.instructions().forEach(this::hand);
        }
    }

    private void hand(String instruction) {
        if (instruction.startsWith("kubectl cnpg promote")) {
            waits = false;
        }
        if (instruction.startsWith("delete ")) {
            assertThat(objects.keySet().removeIf(one -> instruction.equals("delete " + one.title())))
                    .as(instruction)
                    .isTrue();
        }
    }

    static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode below) {
                ObjectNode child = target.get(field.getKey()) instanceof ObjectNode there
                        ? there
                        : target.putObject(field.getKey());
                merge(child, below);
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        });
    }

    // What the webhook refuses of an update.

    private static void webhook(ObjectNode before, ObjectNode after) {
        volumes(before).forEach((name, size) -> {
            assertThat(volumes(after)).as("volumes never go").containsKey(name);
            assertThat(volumes(after).get(name)).as("volumes never shrink").isGreaterThanOrEqualTo(size);
        });
        boolean image = !image(before).equals(image(after));
        if (image && after.at("/spec/primaryUpdateMethod").asText().equals("switchover")) {
            assertThat(after.at("/spec/postgresql"))
                    .as("no image and configuration at once")
                    .isEqualTo(before.at("/spec/postgresql"));
        }
        assertThat(major(after)).as("no older version").isGreaterThanOrEqualTo(major(before));
        if (major(after) > major(before)) {
            assertThat(major(after)).isGreaterThanOrEqualTo(16);
            ObjectNode same = after.deepCopy();
            for (String field : List.of("imageName", "imageCatalogRef", "plugins", "backup")) {
                ((ObjectNode) same.get("spec")).remove(field);
            }
            ObjectNode was = before.deepCopy();
            for (String field : List.of("imageName", "imageCatalogRef", "plugins", "backup")) {
                ((ObjectNode) was.get("spec")).remove(field);
            }
            assertThat(same.get("spec")).as("a major version comes alone").isEqualTo(was.get("spec"));
        }
        int count = wished(after);
        JsonNode sync = after.at("/spec/postgresql/synchronous");
        if (sync.isObject()) {
            assertThat(sync.path("number").asInt())
                    .isPositive()
                    .isLessThan(count
                            + sync.path("standbyNamesPre").size()
                            + sync.path("standbyNamesPost").size());
            assertThat(after.at("/spec/maxSyncReplicas").asInt()).isZero();
        }
        assertThat(after.at("/spec/maxSyncReplicas").asInt()).isLessThan(count);
        if (count == 1) {
            assertThat(after.at("/spec/primaryUpdateStrategy").asText()).isNotEqualTo("supervised");
        }
        lowersOrRaises(before, after);
    }

    /** One patch never asks standbys for more and the primary for less at once. */
    private static void lowersOrRaises(ObjectNode before, ObjectNode after) {
        TreeSet<String> directions = new TreeSet<>();
        for (String name : STANDBY_NEEDS) {
            JsonNode was = before.at("/spec/postgresql/parameters").path(name);
            JsonNode is = after.at("/spec/postgresql/parameters").path(name);
            if (was.asText().matches("\\d+") && is.asText().matches("\\d+") && !was.equals(is)) {
                directions.add(was.asInt() < is.asInt() ? "more" : "less");
            }
        }
        assertThat(directions).hasSizeLessThan(2);
    }

    // What the operator does.

    private void settle() {
        ObjectNode cluster = cluster();
        if (!isAsleep(cluster)) {
            while (instances.size() < wished(cluster)) {
                int serial = 1;
                while (instances.containsKey(serial)) {
                    serial++;
                }
                instances.put(serial, instance());
            }
            while (instances.size() > wished(cluster)) {
                instances.pollLastEntry();
            }
            if (major(cluster) > dataMajor) {
                dataMajor = major(cluster);
                rollouts.add("upgrade");
                instances.replaceAll((serial, old) -> instance());
            }
            follow(cluster);
        }
        status(cluster);
    }

    private void follow(ObjectNode cluster) {
        String restarted = restarted(cluster);
        boolean anew = instances.values().stream()
                .anyMatch(one -> !one.template.equals(template(cluster))
                        || (!restarted.isEmpty() && !one.restarted.equals(restarted))
                        || !one.volumes.keySet().equals(volumes(cluster).keySet()));
        boolean restart = instances.values().stream().anyMatch(one -> !one.started.equals(started(cluster)));
        if (anew || restart) {
            rollouts.add(anew ? "pods" : "restart");
            waits = cluster.at("/spec/primaryUpdateStrategy").asText().equals("supervised")
                    && instances.size() > 1
                    && (anew || !lowersOnly(cluster));
        }
        for (Instance one : instances.values()) {
            one.template = template(cluster);
            one.started = started(cluster);
            if (anew) {
                one.restarted = restarted;
                one.lease = lease(cluster);
            }
            volumes(cluster).forEach((name, size) -> one.volumes.merge(name, size, BigDecimal::max));
        }
    }

    private static String restarted(ObjectNode cluster) {
        return cluster.path("metadata")
                .path("annotations")
                .path("kubectl.kubernetes.io/restartedAt")
                .asText();
    }

    private static List<Integer> lease(ObjectNode cluster) {
        JsonNode lease = cluster.at("/spec/primaryLease");
        return List.of(
                lease.path("leaseDurationSeconds").asInt(15),
                lease.path("renewDeadlineSeconds").asInt(10),
                lease.path("retryPeriodSeconds").asInt(2),
                lease.path("releasedLeaseDurationSeconds").asInt(1));
    }

    private boolean lowersOnly(ObjectNode cluster) {
        Map<String, String> was = instances.values().iterator().next().started;
        Map<String, String> is = started(cluster);
        return RESTARTED.stream()
                        .filter(name -> !was.getOrDefault(name, "").equals(is.getOrDefault(name, "")))
                        .allMatch(name -> STANDBY_NEEDS.contains(name) && number(is, name) < number(was, name))
                && is.getOrDefault("libraries", "").equals(was.getOrDefault("libraries", ""));
    }

    /** What holds when nothing is said: three of the operator's or PostgreSQL's own values, as far as tests change them. */
    private static int number(Map<String, String> settings, String name) {
        String usual = Map.of("max_connections", "100", "max_worker_processes", "32", "max_wal_senders", "10")
                .getOrDefault(name, "0");
        return Integer.parseInt(settings.getOrDefault(name, usual));
    }

    private Instance instance() {
        Instance one = new Instance();
        one.template = template(cluster());
        one.started = started(cluster());
        one.restarted = restarted(cluster());
        one.lease = lease(cluster());
        one.volumes.putAll(volumes(cluster()));
        return one;
    }

    private void status(ObjectNode cluster) {
        boolean slept = cluster.at("/metadata/annotations")
                .path("cnpg.io/hibernation")
                .asText()
                .equals("on");
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("phase", waits ? "Waiting for user action" : "Cluster in healthy state");
        status.put("instances", instances.size()).put("readyInstances", slept ? 0 : instances.size());
        ArrayNode names = status.putArray("instanceNames");
        instances.keySet().forEach(serial -> names.add(key.name() + "-" + serial));
        status.put("image", image(cluster));
        status.putObject("pgDataImageInfo").put("majorVersion", dataMajor);
        status.putArray("resizingPVC");
        if (slept) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "cnpg.io/hibernation")
                    .put("reason", "Hibernated");
        }
        String token = cluster.at("/spec/replica/promotionToken").asText();
        usedToken = token.isEmpty() ? usedToken : token;
        status.put("lastPromotionToken", usedToken);
        cluster.set("status", status);
        for (ObjectNode object : objects.values()) {
            if (List.of("Database", "Publication", "Subscription", "DatabaseRole")
                    .contains(object.path("kind").asText())) {
                object.withObject("/metadata").put("generation", 1);
                object.putObject("status").put("observedGeneration", 1).put("applied", true);
            }
        }
    }

    // What the object says.

    private static boolean isAsleep(ObjectNode cluster) {
        JsonNode said = cluster.at("/metadata/annotations");
        return said.path("cnpg.io/hibernation").asText().equals("on")
                || said.has("cnpg.io/fencedInstances")
                || said.path("cnpg.io/reconciliationLoop").asText().equals("disabled");
    }

    private static int wished(ObjectNode cluster) {
        return cluster.at("/spec/instances").asInt(1);
    }

    private static String image(ObjectNode cluster) {
        return cluster.at("/spec/imageName").asText();
    }

    private static int major(ObjectNode cluster) {
        JsonNode catalog = cluster.at("/spec/imageCatalogRef/major");
        String tag = image(cluster).replaceAll("@.*", "").replaceAll(".*:", "");
        String digits = tag.replaceAll("\\D.*", "");
        return catalog.isInt() ? catalog.intValue() : digits.isEmpty() ? 18 : Integer.parseInt(digits);
    }

    private static Map<String, JsonNode> template(ObjectNode cluster) {
        Map<String, JsonNode> template = new TreeMap<>();
        for (String field : TEMPLATE) {
            JsonNode said = cluster.path("spec").path(field);
            if (!said.isMissingNode()) {
                template.put(field, said);
            }
        }
        if (cluster.at("/spec/affinity/podAntiAffinityType").asText().equals("preferred")
                && cluster.at("/spec/affinity").size() == 1) {
            template.remove("affinity");
        }
        template.put("image", JsonNodeFactory.instance.textNode(image(cluster)));
        template.put("catalog", cluster.at("/spec/imageCatalogRef"));
        template.put("extensions", cluster.at("/spec/postgresql/extensions"));
        return template;
    }

    private static Map<String, String> started(ObjectNode cluster) {
        Map<String, String> started = new TreeMap<>();
        JsonNode parameters = cluster.at("/spec/postgresql/parameters");
        RESTARTED.forEach(name -> {
            if (parameters.has(name)) {
                started.put(name, parameters.path(name).asText());
            }
        });
        started.put(
                "libraries",
                cluster.at("/spec/postgresql/shared_preload_libraries").toString());
        return started;
    }

    private static Map<String, BigDecimal> volumes(ObjectNode cluster) {
        Map<String, BigDecimal> volumes = new TreeMap<>();
        volumes.put("data", size(cluster.at("/spec/storage")));
        if (cluster.path("spec").has("walStorage")) {
            volumes.put("wal", size(cluster.at("/spec/walStorage")));
        }
        for (JsonNode tablespace : cluster.at("/spec/tablespaces")) {
            volumes.put("tbs-" + tablespace.path("name").asText(), size(tablespace.path("storage")));
        }
        return volumes;
    }

    private static BigDecimal size(JsonNode storage) {
        JsonNode size =
                storage.has("size") ? storage.path("size") : storage.at("/pvcTemplate/resources/requests/storage");
        return Quantity.of(size.asText()).amount();
    }
}
