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
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Postgres} of {@code kubedb.com/v1} as a wish, without its placement. What is absent has the value KubeDB's webhook would
 * write, which is not always the model's default.
 */
final class PostgresReader {
    private static final String SYNC = "synchronousReplicationConfig";
    private static final int REPLICAS_DEFAULT = 1;
    private static final Quantity SIZE_DEFAULT = Quantity.of("10Gi");
    private static final PostgresVersion VERSION_DEFAULT = PostgresVersion.of("17");

    private final Cursor metadata;
    private final Cursor spec;
    private @Nullable String catalogVersion;
    private boolean storageOmitted;
    private @Nullable String userConf;

    PostgresReader(Cursor postgres) {
        this.metadata = postgres.object("metadata");
        this.spec = postgres.object("spec");
    }

    PostgresCluster.Builder read() {
        metadata.origin("name", "name");
        metadata.origin("namespace", "namespace");
        Optional<String> name = metadata.requiredText("name", "name the cluster");
        if (name.isEmpty()) {
            metadata.doubt("name");
        }
        int replicas = replicas();
        return PostgresCluster.builder()
                .name(name.orElse("unnamed"))
                .namespace(metadata.text("namespace").orElse("default"))
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
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
        spec.origin("replicas", "replicas");
        Optional<Integer> replicas = spec.integer("replicas");
        if (spec.isFaulty("replicas")) {
            spec.doubt("replicas");
            spec.doubt("replication.confirmations");
        }
        return replicas.orElse(REPLICAS_DEFAULT);
    }

    private PostgresVersion version() {
        Optional<String> name =
                spec.requiredText("version", "name a version of KubeDB's catalog, for example \"17.2\"");
        Optional<PostgresVersion> version =
                name.isEmpty() ? Optional.empty() : spec.parsed("version", KubeDbWords::version);
        if (version.isPresent() && !version.get().toString().equals(name.get())) {
            catalogVersion = name.get();
        }
        return version.orElse(VERSION_DEFAULT);
    }

    private Storage storage() {
        boolean durable =
                spec.choice("storageType", KubeDbWords.STORAGE_DURABLE).orElse(true);
        Cursor storage = spec.object("storage");
        Cursor requests = storage.path("resources", "requests");
        requests.origin("storage.size", "storage");
        storage.origin("storage.storageClassName", "storageClassName");
        Optional<Quantity> size = requests.quantity("storage");
        boolean omitted = !requests.has("storage");
        storageOmitted = !durable && omitted;
        if (durable && omitted) {
            requests.missing("storage", "name the volume's size, for example 2Gi, or use storageType: Ephemeral");
        }
        if (size.isEmpty()) {
            requests.doubt("storage.size");
        }
        JsonNode modes = storage.peek("accessModes");
        if (modes.size() == 1 && modes.path(0).asText().equals("ReadWriteOnce")) {
            storage.skip("accessModes");
        }
        return new Storage(
                size.orElse(SIZE_DEFAULT), storage.text("storageClassName").orElse(null), durable);
    }

    private Resources resources() {
        @Nullable Cursor postgres = null;
        for (Cursor container : spec.path("podTemplate", "spec").objects("containers")) {
            if (!container.peek("name").asText().equals("postgres")) {
                continue;
            }
            if (postgres != null) {
                container.reject("container-twice", "name", "there are two containers of this name", "keep one");
                continue;
            }
            container.skip("name");
            postgres = container;
        }
        return postgres == null
                ? Resources.ofDefaults()
                : resources(postgres.object("resources"), "resources", Resources.ofDefaults());
    }

    /** As KubeDB fills them: an absent request is the limit, without one the default; an absent limit is the request. */
    private static Resources resources(Cursor resources, String model, Resources defaults) {
        Cursor requests = resources.object("requests");
        Cursor limits = resources.object("limits");
        requests.origin(model + ".cpu", "cpu");
        requests.origin(model + ".memory", "memory");
        Quantity cpu = requests.quantity("cpu").or(() -> limit(limits, "cpu")).orElse(defaults.cpu());
        Optional<Quantity> limit = limit(limits, "memory");
        Quantity memory = requests.quantity("memory").or(() -> limit).orElse(defaults.memory());
        if (limit.filter(memory::equals).isPresent()) {
            limits.skip("memory");
        }
        return Resources.of(cpu, memory);
    }

    /** A limit without counting it as read; empty when it is no quantity. */
    private static Optional<Quantity> limit(Cursor limits, String name) {
        try {
            return limits.has(name) ? Optional.of(Quantity.of(limits.peek(name).asText())) : Optional.empty();
        } catch (PgspanException e) {
            return limits.quantity(name);
        }
    }

    private Replication replication() {
        spec.origin("replication.confirmations", SYNC);
        StandbyMode standby = spec.choice("standbyMode", KubeDbWords.STANDBY).orElse(StandbyMode.HOT);
        boolean synchronous =
                spec.choice("streamingMode", KubeDbWords.STREAMING).orElse(Streaming.ASYNCHRONOUS)
                        == Streaming.SYNCHRONOUS;
        if (synchronous) {
            Cursor sync = spec.object(SYNC);
            sync.origin("replication.confirmations", "numSyncReplicas");
            return Replication.builder()
                    .streaming(Streaming.SYNCHRONOUS)
                    .method(sync.choice("mode", KubeDbWords.SYNC_METHOD).orElse(SyncMethod.ANY))
                    .confirmations(sync.integer("numSyncReplicas").orElse(1))
                    .commitLevel(
                            sync.choice("commitLevel", KubeDbWords.COMMIT_LEVEL).orElse(CommitLevel.REMOTE_WRITE))
                    .standbyMode(standby)
                    .build();
        }
        if (spec.has(SYNC) && !spec.isFaulty("streamingMode")) {
            spec.reject(
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
        if (!spec.has("arbiter")) {
            if (replicas % 2 != 0 || replicas <= 0) {
                return Optional.empty();
            }
            spec.lint(
                    "arbiter-added",
                    Severity.INFO,
                    "replicas",
                    "KubeDB adds an arbiter, a member without data, to an even number of replicas",
                    "write arbiter with its resources, to say it yourself");
            return Optional.of(defaults);
        }
        Cursor resources = spec.path("arbiter", "resources");
        Cursor requests = resources.object("requests");
        requests.origin("arbiter.storage.size", "storage");
        Quantity size = requests.quantity("storage").orElse(defaults.storage().size());
        return Optional.of(new Arbiter(
                new Storage(size, null, true), resources(resources, "arbiter.resources", defaults.resources())));
    }

    private Map<String, String> parameters() {
        Cursor inline = spec.path("configuration", "inline");
        Optional<String> text = Optional.of(inline.peek(UserConf.KEY))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        Optional<Map<String, String>> parameters = text.flatMap(UserConf::parse);
        if (parameters.isEmpty()) {
            text.ifPresent(t -> inline.lint(
                    "configuration-opaque",
                    Severity.INFO,
                    UserConf.KEY,
                    "it does more than setting parameters: it is kept as it is, but not understood",
                    "write one parameter a line"));
            return Map.of();
        }
        inline.skip(UserConf.KEY);
        inline.origin("parameters", UserConf.KEY);
        text.filter(t -> !t.equals(UserConf.format(parameters.get()))).ifPresent(t -> userConf = t);
        return parameters.get();
    }

    private DeletionPolicy deletionPolicy() {
        DeletionPolicy policy =
                spec.choice("deletionPolicy", KubeDbWords.DELETION).orElse(DeletionPolicy.DELETE_VOLUMES);
        boolean ephemeral = spec.peek("storageType").asText().equals("Ephemeral");
        if (policy == DeletionPolicy.KEEP_DATA && ephemeral) {
            spec.reject(
                    "deletion-policy",
                    "deletionPolicy",
                    "KubeDB refuses it with storageType Ephemeral: there is no data to keep",
                    "use one of DoNotTerminate, Delete, WipeOut");
        }
        if (policy == DeletionPolicy.PROTECT && spec.peek("halted").asBoolean(false)) {
            spec.reject(
                    "deletion-policy",
                    "deletionPolicy",
                    "KubeDB refuses it while the database is halted",
                    "use Halt, or remove halted");
        }
        return policy;
    }
}
