package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a container: what its pod's spec says, with references resolved, then what the simulated network, the volume and
 * the node's PostgreSQL installation add, then the fleet's own.
 */
final class ContainerEnvironment {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ", "LD_LIBRARY_PATH");
    private static final String MEMBERS = "PGSPAN_MEMBERS";

    private final ApiObjects spoke;
    private final PodNetwork network;
    private final PodCertificates certificates;
    private final PostgresBinaries binaries;
    private final FleetOptions options;
    private final String hubUrl;

    ContainerEnvironment(
            ApiObjects spoke,
            PodNetwork network,
            PodCertificates certificates,
            PostgresBinaries binaries,
            FleetOptions options,
            String hubUrl) {
        this.spoke = spoke;
        this.network = network;
        this.certificates = certificates;
        this.binaries = binaries;
        this.options = options;
        this.hubUrl = hubUrl;
    }

    /**
     * The environment of the pod's first container.
     *
     * @throws PgspanException when a reference can't be resolved (yet)
     */
    Map<String, String> resolve(ObjectNode pod, Path dataDirectory) {
        String namespace = pod.path("metadata").path("namespace").asText();
        String name = pod.path("metadata").path("name").asText();
        JsonNode container = pod.path("spec").path("containers").path(0);
        Map<String, String> environment = new LinkedHashMap<>();
        for (String inherited : INHERITED) {
            Optional.ofNullable(System.getenv(inherited)).ifPresent(value -> environment.put(inherited, value));
        }
        for (JsonNode variable : container.path("env")) {
            value(pod, variable)
                    .ifPresent(v -> environment.put(variable.path("name").asText(), v));
        }
        environment.computeIfPresent(
                MEMBERS, (key, members) -> network.resolve(namespace, name, members, options.links()));
        PodNetwork.Ports ports = network.of(namespace, name);
        environment.put("PGSPAN_LISTEN_ADDRESS", PodNetwork.HOST);
        environment.put("PGSPAN_POSTGRES_PORT", Integer.toString(ports.postgres()));
        environment.put("PGSPAN_AGENT_PORT", Integer.toString(ports.agent()));
        environment.put("PGSPAN_PROBE_PORT", Integer.toString(ports.probe()));
        environment.put(
                "PGSPAN_TLS_DIRECTORY",
                certificates.of(PodCertificates.clusterOf(pod), name).toString());
        environment.put("PGSPAN_CALLERS", PodCertificates.TESTKIT);
        environment.put("PGSPAN_DATA_DIRECTORY", dataDirectory.toString());
        environment.put("PGSPAN_RECORD_API", recordApi(name));
        environment.put(
                "PGSPAN_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        PostgresBinaries.wantedMajor(environment, container)
                .ifPresent(major -> environment.put(
                        "PGSPAN_BIN_DIRECTORY", binaries.install(major).bin().toString()));
        options.archiveStore().ifPresent(store -> environment.put("PGSPAN_ARCHIVE_STORE", store.toString()));
        environment.putAll(options.environment());
        environment.put("CLASSPATH", options.classPath());
        return environment;
    }

    private String recordApi(String pod) {
        URI hub = URI.create(hubUrl);
        Endpoint seen = options.links().recordApi(pod, new Endpoint(hub.getHost(), hub.getPort()));
        return hub.getScheme() + "://" + seen;
    }

    private Optional<String> value(ObjectNode pod, JsonNode variable) {
        JsonNode from = variable.path("valueFrom");
        if (from.has("fieldRef")) {
            return Optional.of(
                    field(pod, from.path("fieldRef").path("fieldPath").asText()));
        }
        if (from.has("secretKeyRef")) {
            return secret(pod, from.path("secretKeyRef"));
        }
        if (!from.isEmpty()) {
            throw new PgspanException("pod " + pod.path("metadata").path("name").asText() + ": env "
                    + variable.path("name").asText()
                    + ": only fieldRef and secretKeyRef are supported by the simulated kubelet");
        }
        return Optional.of(variable.path("value").asText(""));
    }

    private static String field(ObjectNode pod, String path) {
        if (path.equals("status.podIP") || path.equals("status.hostIP")) {
            return PodNetwork.HOST;
        }
        return FeedbackPath.parse("." + path).matches(pod).stream()
                .findFirst()
                .map(JsonNode::asText)
                .orElse("");
    }

    private Optional<String> secret(ObjectNode pod, JsonNode reference) {
        String name = reference.path("name").asText();
        String key = reference.path("key").asText();
        ResourceRef ref = ResourceRef.core(
                "Secret", pod.path("metadata").path("namespace").asText(), name);
        Optional<String> value = spoke.get(ref).flatMap(secret -> secretValue(secret, key));
        if (value.isEmpty() && !reference.path("optional").asBoolean()) {
            throw new PgspanException("pod " + pod.path("metadata").path("name").asText() + ": there is no key " + key
                    + " in " + ref + " (yet)");
        }
        return value;
    }

    private static Optional<String> secretValue(ObjectNode secret, String key) {
        JsonNode plain = secret.path("stringData").path(key);
        if (plain.isTextual()) {
            return Optional.of(plain.asText());
        }
        JsonNode encoded = secret.path("data").path(key);
        return encoded.isTextual()
                ? Optional.of(new String(Base64.getDecoder().decode(encoded.asText()), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
