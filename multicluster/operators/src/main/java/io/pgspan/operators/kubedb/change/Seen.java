package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.kubedb.ops.CatalogVersion;
import io.pgspan.operators.kubedb.ops.DatabaseFacts;
import io.pgspan.operators.kubedb.ops.OpsReading;
import io.pgspan.operators.kubedb.ops.OpsRequest;
import io.pgspan.operators.kubedb.ops.OpsRequestReader;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of one database and its surroundings, out of the objects that were observed. A password is never looked at. */
final class Seen {
    private static final Pattern ORDINAL = Pattern.compile("\\d{1,4}");

    private final Observed observed;
    private final String namespace;
    private final String name;

    Seen(Observed observed, String namespace, String name) {
        this.observed = observed;
        this.namespace = namespace;
        this.name = name;
    }

    /** Whether its phase is Ready; empty when nobody looked. */
    Optional<Boolean> ready() {
        return observed.all("Postgres")
                .filter(object -> object.path("apiVersion").asText().startsWith("kubedb.com/"))
                .filter(object -> isHere(object)
                        && object.path("metadata").path("name").asText().equals(name))
                .filter(object -> object.path("status").has("phase"))
                .findFirst()
                .map(object -> object.path("status").path("phase").asText().equals("Ready"));
    }

    /** The ordinal of the primary; empty when it is not known. */
    OptionalInt primary() {
        if (observed.cluster().isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<String> pod =
                observed.cluster().flatMap(cluster -> cluster.primary()).map(InstanceObservation::pod);
        String ordinal = pod.filter(text -> text.startsWith(name + "-"))
                .map(text -> text.substring(name.length() + 1))
                .orElse("");
        return ORDINAL.matcher(ordinal).matches() ? OptionalInt.of(Integer.parseInt(ordinal)) : OptionalInt.empty();
    }

    /** All requests for this database, in the order of their names. */
    List<OpsReading> requests() {
        List<OpsReading> requests = new ArrayList<>();
        if (observed.objects().isEmpty()) {
            return requests;
        }
        observed.all(OpsRequest.KIND)
                .filter(object -> isHere(object)
                        && object.path("spec")
                                .path("databaseRef")
                                .path("name")
                                .asText()
                                .equals(name))
                .sorted(Comparator.comparing(
                        object -> object.path("metadata").path("name").asText()))
                .forEach(object -> requests.add(OpsRequestReader.read(Manifest.of(object), Waivers.none())));
        return requests;
    }

    /** Whether volumes of a class can grow; empty when nobody looked. */
    Optional<Boolean> expandable(String storageClass) {
        return observed.all("StorageClass")
                .filter(object -> object.path("metadata").path("name").asText().equals(storageClass))
                .findFirst()
                .map(object -> object.path("allowVolumeExpansion").asBoolean(false));
    }

    /** Adds what is known beside the database's own manifest. */
    DatabaseFacts.Builder facts(String version) {
        DatabaseFacts.Builder facts = DatabaseFacts.builder();
        if (observed.objects().isEmpty()) {
            return facts;
        }
        Map<String, CatalogVersion> catalog = new HashMap<>();
        observed.all("PostgresVersion")
                .forEach(object ->
                        catalog.put(object.path("metadata").path("name").asText(), version(object)));
        if (!catalog.isEmpty()) {
            facts.catalog(catalog);
            @Nullable CatalogVersion current = catalog.get(version);
            if (current != null) {
                facts.version(current);
            }
        }
        Map<String, DatabaseFacts.BindingMode> classes = new HashMap<>();
        observed.all("StorageClass")
                .forEach(object -> classes.put(
                        object.path("metadata").path("name").asText(),
                        object.path("volumeBindingMode").asText().equals("WaitForFirstConsumer")
                                ? DatabaseFacts.BindingMode.WAIT_FOR_FIRST_CONSUMER
                                : DatabaseFacts.BindingMode.IMMEDIATE));
        if (!classes.isEmpty()) {
            facts.storageClasses(classes);
        }
        Map<String, String> users = new HashMap<>();
        observed.all("Secret")
                .filter(this::isHere)
                .forEach(object -> user(object)
                        .ifPresent(user ->
                                users.put(object.path("metadata").path("name").asText(), user)));
        if (!users.isEmpty()) {
            facts.userNamesBySecret(users);
        }
        return facts;
    }

    private static CatalogVersion version(ObjectNode object) {
        JsonNode spec = object.path("spec");
        return new CatalogVersion(
                object.path("metadata").path("name").asText(),
                spec.path("version").asText(),
                textOrNull(spec.path("db").path("baseOS")),
                textOrNull(spec.path("distribution")),
                texts(spec.path("updateConstraints").path("allowlist")),
                texts(spec.path("updateConstraints").path("denylist")));
    }

    private static Optional<String> user(ObjectNode secret) {
        String plain = secret.path("stringData").path("username").asText("");
        String coded = secret.path("data").path("username").asText("");
        if (!plain.isEmpty() || coded.isEmpty()) {
            return Optional.of(plain).filter(text -> !text.isEmpty());
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isHere(ObjectNode object) {
        String said = object.path("metadata").path("namespace").asText("");
        return said.equals(namespace) || (said.isEmpty() && namespace.equals("default"));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
