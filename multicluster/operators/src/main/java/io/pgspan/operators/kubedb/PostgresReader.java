package io.pgspan.operators.kubedb;

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
import java.util.Optional;

/**
 * A {@code Postgres} as a wish. What is absent has the value KubeDB's webhook would
 * write, which is not always the model's default.
 */
final class PostgresReader {
    private static final int REPLICAS_DEFAULT = 1;
    private static final PostgresVersion VERSION_DEFAULT = PostgresVersion.of("17");

    private final Cursor metadata;
    private final Cursor spec;
    private final KubeDbOptionsBuilder options = KubeDbOptions.builder();

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
        PodTemplateSection pod = new PodTemplateSection(spec);
        options(storage, pod);
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
                .parameters(ConfigurationSection.read(spec, options))
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

    private void options(Storage storage, PodTemplateSection pod) {
        options.storageOmitted(StorageSection.isOmitted(spec, storage))
                .authSecret(AccessSection.details(spec))
                .health(HealthSection.read(spec))
                .pods(pod.details(spec))
                .restore(RestoreSection.read(spec))
                .waitForInitialRestore(
                        spec.object("init").bool("waitForInitialRestore").orElse(false))
                .autoOpsDisabled(spec.object("autoOps").bool("disabled").orElse(false))
                .allowedSchemas(SchemasSection.read(spec))
                .mode(spec.text("mode").orElse(null));
    }

    /** What was read that only KubeDB has, with what the policy and the object's group say. */
    KubeDbOptions options(PolicyObject policy, boolean gitOps) {
        return options.policy(policy).gitOps(gitOps).build();
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
            options.catalogVersion(name.get());
        }
        return version.orElse(VERSION_DEFAULT);
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
