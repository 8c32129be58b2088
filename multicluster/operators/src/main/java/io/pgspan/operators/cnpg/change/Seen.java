package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What is known of one {@code Cluster} and its surroundings, out of the objects that were observed. */
final class Seen {
    static final String HEALTHY = "Cluster in healthy state";
    static final String WAITS_FOR_USER = "Waiting for user action";
    static final String UPGRADING = "Upgrading Postgres major version";

    private final Observed observed;
    private final ObjectKey key;
    private final JsonNode status;

    Seen(Observed observed, ObjectKey key) {
        this.observed = observed;
        this.key = key;
        this.status = observed.objects().isEmpty()
                ? MissingNode.getInstance()
                : observed.all(key.kind())
                        .filter(object -> object.path("apiVersion").asText().equals(key.apiVersion()))
                        .filter(this::isHere)
                        .filter(object -> name(object).equals(key.name()))
                        .findFirst()
                        .map(object -> object.path("status"))
                        .orElse(MissingNode.getInstance());
    }

    /** Its phase; empty when nobody looked. */
    String phase() {
        return status.path("phase").asText("");
    }

    /** How many instances are ready; empty when nobody looked. */
    OptionalInt ready() {
        JsonNode ready = status.path("readyInstances");
        return ready.isInt() ? OptionalInt.of(ready.intValue()) : OptionalInt.empty();
    }

    /** The major version of the data directory; empty when nobody looked. */
    OptionalInt dataMajor() {
        JsonNode major = status.path("pgDataImageInfo").path("majorVersion");
        return major.isInt() ? OptionalInt.of(major.intValue()) : OptionalInt.empty();
    }

    /** Whether it changes its role in a topology. */
    boolean isSwitching() {
        return status.path("switchReplicaClusterStatus").path("inProgress").asBoolean(false);
    }

    /** The instances that go when there are to be this many, in the order in which they go; empty when nobody looked. */
    List<String> victims(int count) {
        List<String> names = new ArrayList<>();
        status.path("instanceNames").forEach(name -> names.add(name.asText()));
        int leave = names.size() - count;
        names.remove(status.path("currentPrimary").asText(""));
        names.sort(Comparator.comparingInt(Seen::serial).reversed());
        return List.copyOf(names.subList(0, Math.max(0, Math.min(leave, names.size()))));
    }

    private static int serial(String instance) {
        String digits = instance.substring(instance.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** Whether volumes of a class can grow; of no class at all, those of the default one. Empty when nobody looked. */
    Optional<Boolean> expands(String storageClass) {
        return observed.all("StorageClass")
                .filter(one ->
                        storageClass.isEmpty() ? isDefault(one) : name(one).equals(storageClass))
                .findFirst()
                .map(one -> one.path("allowVolumeExpansion").asBoolean(false));
    }

    private static boolean isDefault(ObjectNode storageClass) {
        return storageClass
                .path("metadata")
                .path("annotations")
                .path("storageclass.kubernetes.io/is-default-class")
                .asText("")
                .equals("true");
    }

    /** The claims of a role that ask for more than this, by name. */
    List<String> claimsAbove(String role, BigDecimal size) {
        return claims().filter(claim -> label(claim, "cnpg.io/pvcRole").equals(role))
                .filter(claim -> Volume.amount(claim.path("spec")
                                .path("resources")
                                .path("requests")
                                .path("storage"))
                        .filter(requested -> requested.compareTo(size) > 0)
                        .isPresent())
                .map(Seen::name)
                .sorted()
                .toList();
    }

    private Stream<ObjectNode> claims() {
        return observed.all("PersistentVolumeClaim")
                .filter(this::isHere)
                .filter(claim -> label(claim, "cnpg.io/cluster").equals(key.name()));
    }

    private static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).asText("");
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    private boolean isHere(JsonNode object) {
        String said = object.path("metadata").path("namespace").asText("");
        return (said.isEmpty() ? "default" : said).equals(key.namespace().isEmpty() ? "default" : key.namespace());
    }
}
