package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Postgres} as a wish. What is absent has the value KubeDB's webhook would
 * write, which is not always the model's default.
 */
final class PostgresReader {
    private static final int REPLICAS_DEFAULT = 1;
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

    /** @param placement the placement its policy says, if it has one */
    PostgresCluster.Builder read(Optional<PlacementPolicy> placement) {
        metadata.origin("name", "name");
        metadata.origin("namespace", "namespace");
        Optional<String> name = metadata.requiredText("name", "name the cluster");
        if (name.isEmpty()) {
            metadata.doubt("name");
        }
        int replicas = replicas();
        PostgresVersion version = version();
        Storage storage = StorageSection.read(spec);
        storageOmitted = StorageSection.isOmitted(spec, storage);
        PodTemplateSection pod = new PodTemplateSection(spec);
        Replication.Builder replication =
                ReplicationSection.read(spec, version).maximumLagBytes(ElectionSection.maximumLagBytes(spec));
        return PostgresCluster.builder()
                .name(name.orElse("unnamed"))
                .namespace(metadata.text("namespace").orElse("default"))
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .version(version)
                .replicas(replicas)
                .storage(storage)
                .resources(pod.resources())
                .pod(pod.settings())
                .furtherInstances(ReadReplicasSection.read(spec))
                .arbiter(ArbiterSection.read(spec, replicas))
                .placement(pod.placement(placement))
                .replication(replication.build())
                .election(ElectionSection.timing(spec))
                .parameters(parameters())
                .access(AccessSection.read(spec))
                .tls(TlsSection.read(spec))
                .services(ServicesSection.read(spec))
                .monitoring(MonitorSection.read(spec))
                .backups(DataSection.backups(spec))
                .dataSource(DataSection.source(spec))
                .standby(DataSection.standby(spec))
                .initScripts(DataSection.scripts(spec))
                .lifecycle(lifecycle())
                .deletionPolicy(deletionPolicy());
    }

    KubeDbOptions options(PolicyObject policy, boolean gitOps) {
        return new KubeDbOptions(policy, catalogVersion, storageOmitted, userConf, gitOps);
    }

    private Lifecycle lifecycle() {
        return spec.bool("halted").orElse(false) ? Lifecycle.HIBERNATED : Lifecycle.RUNNING;
    }

    private int replicas() {
        spec.origin("replicas", "replicas");
        Optional<Integer> replicas = spec.integer("replicas");
        if (spec.isFaulty("replicas")) {
            spec.doubt("replicas");
            spec.doubt("replication.confirmations");
        }
        if (!spec.has("arbiter") && replicas.orElse(REPLICAS_DEFAULT) % 2 == 0) {
            spec.lint(
                    "arbiter-added",
                    Severity.INFO,
                    "replicas",
                    "KubeDB adds an arbiter, a member without data, to an even number of replicas",
                    "write arbiter with its resources, to say it yourself");
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
        boolean halted = spec.peek("halted").asBoolean(false);
        if (policy == DeletionPolicy.PROTECT && halted) {
            spec.reject(
                    "deletion-policy",
                    "deletionPolicy",
                    "KubeDB refuses it while the database is halted",
                    "use Halt, or remove halted");
        }
        // the webhook writes Halt over whatever else a halted database says
        return halted ? DeletionPolicy.KEEP_DATA : policy;
    }
}
