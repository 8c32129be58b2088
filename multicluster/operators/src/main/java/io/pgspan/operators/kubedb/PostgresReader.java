package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.Origins;
import io.pgspan.operators.decode.Decoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Postgres} of {@code kubedb.com/v1} as a wish, without its placement. What is absent has the value KubeDB's webhook would
 * write, which is not always the model's default.
 */
final class PostgresReader {
    private static final String SIZE = "spec.storage.resources.requests.storage";
    private static final String CONTAINERS = "spec.podTemplate.spec.containers";
    private static final String SYNC = "spec.synchronousReplicationConfig";
    private static final String USER_CONF = "spec.configuration.inline[\"" + UserConf.KEY + "\"]";
    private static final int REPLICAS_DEFAULT = 1;

    private final Decoder decoder;
    private final Origins origins;
    private final List<String> notes;
    private @Nullable String catalogVersion;
    private boolean storageOmitted;
    private @Nullable String userConf;

    PostgresReader(Decoder decoder, Origins origins, List<String> notes) {
        this.decoder = decoder;
        this.origins = origins;
        this.notes = notes;
    }

    PostgresCluster.Builder read() {
        decoder.consumeEmpty(
                SYNC,
                "spec.arbiter",
                "spec.arbiter.resources",
                "spec.configuration",
                "spec.configuration.inline",
                "spec.podTemplate",
                "spec.podTemplate.spec",
                "spec.podTemplate.spec.podPlacementPolicy");
        origins.put("name", decoder.manifest(), "metadata.name");
        origins.put("namespace", decoder.manifest(), "metadata.namespace");
        Optional<String> name = decoder.requiredText("metadata.name", "name the cluster");
        if (name.isEmpty()) {
            origins.doubt("name");
        }
        int replicas = replicas();
        return PostgresCluster.builder()
                .name(name.orElse("unnamed"))
                .namespace(decoder.text("metadata.namespace").orElse("default"))
                .labels(decoder.labels("metadata.labels"))
                .annotations(decoder.labels("metadata.annotations"))
                .version(version())
                .replicas(replicas)
                .storage(storage())
                .resources(resources())
                .replication(replication())
                .arbiter(arbiter(replicas))
                .parameters(parameters())
                .deletionPolicy(deletionPolicy());
    }

    KubeDbOptions options(PolicyGeneration generation) {
        return new KubeDbOptions(generation, catalogVersion, storageOmitted, userConf);
    }

    private int replicas() {
        origins.put("replicas", decoder.manifest(), "spec.replicas");
        Optional<Integer> replicas = decoder.integer("spec.replicas");
        if (decoder.isFaulty("spec.replicas")) {
            origins.doubt("replicas");
            origins.doubt("replication.confirmations");
        }
        return replicas.orElse(REPLICAS_DEFAULT);
    }

    private PostgresVersion version() {
        decoder.requiredText("spec.version", "name a version of KubeDB's catalog, for example \"17.2\"");
        Optional<PostgresVersion> version = decoder.isFaulty("spec.version")
                ? Optional.empty()
                : decoder.parsed("spec.version", KubeDbWords::version);
        version.filter(v -> !v.toString().equals(decoder.peek("spec.version").asText()))
                .ifPresent(v -> catalogVersion = decoder.peek("spec.version").asText());
        return version.orElse(PostgresVersion.of("17"));
    }

    private Storage storage() {
        boolean durable =
                decoder.choice("spec.storageType", KubeDbWords.STORAGE_DURABLE).orElse(true);
        origins.put("storage.size", decoder.manifest(), SIZE);
        origins.put("storage.storageClassName", decoder.manifest(), "spec.storage.storageClassName");
        Optional<Quantity> size = decoder.quantity(SIZE);
        storageOmitted = !durable && !decoder.has(SIZE);
        if (durable && !decoder.has(SIZE)) {
            decoder.missing(SIZE, "name the volume's size, for example 2Gi, or use storageType: Ephemeral");
        }
        if (size.isEmpty()) {
            origins.doubt("storage.size");
        }
        JsonNode modes = decoder.peek("spec.storage.accessModes");
        if (modes.size() == 1 && modes.path(0).asText().equals("ReadWriteOnce")) {
            decoder.consume("spec.storage.accessModes");
        }
        return new Storage(
                size.orElse(Quantity.of("10Gi")),
                decoder.text("spec.storage.storageClassName").orElse(null),
                durable);
    }

    private Resources resources() {
        String path = "";
        int count = decoder.count(CONTAINERS);
        for (int i = 0; i < count; i++) {
            String name = CONTAINERS + "[" + i + "].name";
            if (decoder.peek(name).asText().equals("postgres")) {
                if (!path.isEmpty()) {
                    decoder.reject("container-twice", name, "there are two containers of this name", "keep one");
                    continue;
                }
                decoder.consume(name);
                path = CONTAINERS + "[" + i + "].resources";
            }
        }
        if (path.isEmpty()) {
            return Resources.ofDefaults();
        }
        decoder.consumeEmpty(path, path + ".requests", path + ".limits");
        return resources(path, "resources", Resources.ofDefaults());
    }

    /** As KubeDB fills them: an absent request is the limit, without one the default; an absent limit is the request. */
    private Resources resources(String path, String model, Resources defaults) {
        origins.put(model + ".cpu", decoder.manifest(), path + ".requests.cpu");
        origins.put(model + ".memory", decoder.manifest(), path + ".requests.memory");
        Quantity cpu = decoder.quantity(path + ".requests.cpu")
                .or(() -> limit(path + ".limits.cpu"))
                .orElse(defaults.cpu());
        Quantity memory = decoder.quantity(path + ".requests.memory")
                .or(() -> limit(path + ".limits.memory"))
                .orElse(defaults.memory());
        if (limit(path + ".limits.memory").filter(memory::equals).isPresent()) {
            decoder.consume(path + ".limits.memory");
        }
        return Resources.of(cpu, memory);
    }

    /** A limit without counting it as read; empty when it is no quantity. */
    private Optional<Quantity> limit(String path) {
        try {
            return decoder.has(path)
                    ? Optional.of(Quantity.of(decoder.peek(path).asText()))
                    : Optional.empty();
        } catch (PgspanException e) {
            return decoder.quantity(path);
        }
    }

    private Replication replication() {
        origins.put("replication.confirmations", decoder.manifest(), SYNC + ".numSyncReplicas");
        StandbyMode standby =
                decoder.choice("spec.standbyMode", KubeDbWords.STANDBY).orElse(StandbyMode.HOT);
        boolean synchronous =
                decoder.choice("spec.streamingMode", KubeDbWords.STREAMING).orElse(Streaming.ASYNCHRONOUS)
                        == Streaming.SYNCHRONOUS;
        if (synchronous) {
            return Replication.builder()
                    .streaming(Streaming.SYNCHRONOUS)
                    .method(decoder.choice(SYNC + ".mode", KubeDbWords.SYNC_METHOD)
                            .orElse(SyncMethod.ANY))
                    .confirmations(decoder.integer(SYNC + ".numSyncReplicas").orElse(1))
                    .commitLevel(decoder.choice(SYNC + ".commitLevel", KubeDbWords.COMMIT_LEVEL)
                            .orElse(CommitLevel.REMOTE_WRITE))
                    .standbyMode(standby)
                    .build();
        }
        if (decoder.has(SYNC) && !decoder.isFaulty("spec.streamingMode")) {
            decoder.reject(
                    "sync-config",
                    SYNC,
                    "KubeDB refuses it while streamingMode is not Synchronous",
                    "remove it, or write streamingMode: Synchronous");
        }
        Replication async = Replication.asynchronous();
        return standby == StandbyMode.WARM ? async.warm() : async;
    }

    private Optional<Arbiter> arbiter(int replicas) {
        Arbiter defaults = Arbiter.ofDefaults();
        if (!decoder.has("spec.arbiter")) {
            if (replicas % 2 != 0 || replicas <= 0) {
                return Optional.empty();
            }
            notes.add("KubeDB adds an arbiter, a member without data, to an even number of replicas");
            return Optional.of(defaults);
        }
        String storage = "spec.arbiter.resources.requests.storage";
        origins.put("arbiter.storage.size", decoder.manifest(), storage);
        Quantity size = decoder.quantity(storage).orElse(defaults.storage().size());
        return Optional.of(new Arbiter(
                new Storage(size, null, true),
                resources("spec.arbiter.resources", "arbiter.resources", defaults.resources())));
    }

    private Map<String, String> parameters() {
        Optional<String> text =
                Optional.of(decoder.peek(USER_CONF)).filter(JsonNode::isTextual).map(JsonNode::asText);
        Optional<Map<String, String>> parameters = text.flatMap(UserConf::parse);
        if (parameters.isEmpty()) {
            text.ifPresent(t -> notes.add(
                    "spec.configuration.inline does more than setting parameters: it is kept, but not understood"));
            return Map.of();
        }
        decoder.consume(USER_CONF);
        origins.put("parameters", decoder.manifest(), USER_CONF);
        text.filter(t -> !t.equals(UserConf.format(parameters.get()))).ifPresent(t -> userConf = t);
        return parameters.get();
    }

    private DeletionPolicy deletionPolicy() {
        DeletionPolicy policy =
                decoder.choice("spec.deletionPolicy", KubeDbWords.DELETION).orElse(DeletionPolicy.DELETE_VOLUMES);
        boolean ephemeral = decoder.peek("spec.storageType").asText().equals("Ephemeral");
        if (policy == DeletionPolicy.KEEP_DATA && ephemeral) {
            decoder.reject(
                    "deletion-policy",
                    "spec.deletionPolicy",
                    "KubeDB refuses it with storageType Ephemeral: there is no data to keep",
                    "use one of DoNotTerminate, Delete, WipeOut");
        }
        if (policy == DeletionPolicy.PROTECT && decoder.peek("spec.halted").asBoolean(false)) {
            decoder.reject(
                    "deletion-policy",
                    "spec.deletionPolicy",
                    "KubeDB refuses it while the database is halted",
                    "use Halt, or remove halted");
        }
        return policy;
    }
}
