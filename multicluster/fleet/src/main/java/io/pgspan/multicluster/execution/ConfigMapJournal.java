package io.pgspan.multicluster.execution;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pgspan.model.PgspanException;
import io.pgspan.multicluster.internal.SingleAttempt;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A journal in an API server: each plan has the ConfigMap {@code pgspan-plan-<name of the plan>} in one namespace, whose resourceVersion
 * decides who writes. It survives the controller that executes. Each call sends one request, of at most {@link #LIMIT}.
 */
public final class ConfigMapJournal implements Journal {
    /** How long a call may take. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String KEY = "marks";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Mark>> MARKS = new TypeReference<>() {};

    private final KubernetesClient client;
    private final String namespace;

    private ConfigMapJournal(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * The journal in a namespace.
     *
     * @param client of the API server; stays open
     */
    public static ConfigMapJournal in(KubernetesClient client, String namespace) {
        return new ConfigMapJournal(client, namespace);
    }

    private static String name(String plan) {
        return "pgspan-plan-" + plan;
    }

    @Override
    public Page read(String plan) {
        ConfigMap map = ask(
                plan,
                c -> Optional.ofNullable(c.configMaps()
                                .inNamespace(namespace)
                                .withName(name(plan))
                                .get())
                        .orElseGet(ConfigMap::new));
        return map.getMetadata() == null || map.getMetadata().getResourceVersion() == null
                ? new Page("", Map.of())
                : page(plan, map);
    }

    @Override
    public Page write(String plan, Page read, Map<String, Mark> marks) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name(plan))
                .withNamespace(namespace)
                .withResourceVersion(read.version().isEmpty() ? null : read.version())
                .addToLabels("app.kubernetes.io/managed-by", "pgspan")
                .endMetadata()
                .addToData(KEY, text(marks))
                .build();
        return page(
                plan,
                ask(
                        plan,
                        c -> read.version().isEmpty()
                                ? c.resource(map).create()
                                : c.resource(map).update()));
    }

    private static String text(Map<String, Mark> marks) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(marks));
        } catch (JsonProcessingException e) {
            throw new PgspanException("journal: " + marks + " can't be written as JSON", e);
        }
    }

    private Page page(String plan, ConfigMap map) {
        try {
            Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
            return new Page(map.getMetadata().getResourceVersion(), JSON.readValue(data.getOrDefault(KEY, ""), MARKS));
        } catch (JsonProcessingException e) {
            throw new PgspanException(
                    "journal, ConfigMap " + namespace + "/" + name(plan) + ": its key " + KEY
                            + " is no map of steps; restore it, or delete the ConfigMap when no step of the plan is under way",
                    e);
        }
    }

    private ConfigMap ask(String plan, Function<KubernetesClient, ConfigMap> request) {
        try {
            return SingleAttempt.call(client, LIMIT, request);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HTTP_CONFLICT || e.getCode() == HTTP_NOT_FOUND) {
                throw new JournalConflictException(plan);
            }
            throw new PgspanException("journal, ConfigMap " + namespace + "/" + name(plan) + ": " + e.getMessage(), e);
        }
    }
}
