package io.pgspan.operators.cnpg;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.cnpg.lint.HbaLines;
import io.pgspan.operators.decode.Cursor;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Cluster} as a wish. It is read in two steps, since objects beside it say parts of the same wish: what they refer to first, then, with
 * what they say, the whole.
 */
final class ClusterReader {
    private static final int INSTANCES_DEFAULT = 1;

    private final Cursor metadata;
    private final Cursor spec;
    private final String name;
    private final String namespace;
    private final OwnArchive archive;

    ClusterReader(Cursor cluster) {
        this.metadata = cluster.object("metadata");
        this.spec = cluster.object(CnpgWords.SPEC);
        metadata.origin("name", "name");
        metadata.origin("namespace", "namespace");
        Optional<String> said = metadata.requiredText("name", "name the cluster");
        if (said.isEmpty()) {
            metadata.doubt("name");
        }
        this.name = said.orElse("unnamed");
        this.namespace = metadata.text("namespace").orElse("default");
        this.archive = new OwnArchive(spec);
    }

    /** For the objects beside it. */
    Joined joined() {
        return new Joined(name, namespace, archive.objectStore(), archive.isInTree(), archive.hasSnapshots());
    }

    /** The whole wish, with what other objects say of it. */
    Read read(Joined joined, HbaLines hba) {
        ImageSection image = new ImageSection(spec);
        PodSection pod = new PodSection(spec, name);
        Map<String, String> parameters = ParametersSection.read(spec);
        ReplicationSection replication = new ReplicationSection(spec, parameters);
        SourceSection source = new SourceSection(spec, name, archive);
        ServicesSection services = new ServicesSection(spec, name);
        LifeSection life = new LifeSection(metadata);
        PostgresCluster wish = PostgresCluster.builder()
                .name(name)
                .namespace(namespace)
                .labels(metadata.labels("labels"))
                .annotations(life.annotations())
                .version(image.version())
                .image(image.image())
                .replicas(instances())
                .storage(StorageSection.read(spec))
                .volumes(StorageSection.volumes(spec))
                .resources(pod.resources())
                .pod(pod.settings())
                .placement(pod.placement())
                .replication(replication.replication())
                .election(ReplicationSection.election(spec))
                .parameters(parameters)
                .access(AccessSection.read(spec, joined.databases(), hba))
                .tls(TlsSection.read(spec))
                .services(services.services())
                .poolers(joined.poolers())
                .monitoring(MonitoringSection.read(spec))
                .backups(archive.backups(joined))
                .dataSource(source.dataSource())
                .standby(source.standby())
                .initScripts(source.scripts())
                .lifecycle(life.lifecycle())
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .build();
        CloudNativePgOptions options = CloudNativePgOptions.builder()
                .image(image.choice())
                .antiAffinity(pod.antiAffinity())
                .updates(UpdateSection.updates(spec))
                .delays(UpdateSection.delays(spec))
                .sync(replication.details())
                .replica(source.replica())
                .bootstrapSource(source.bootstrapSource())
                .backupForm(archive.form())
                .serverName(archive.serverName())
                .backupTarget(archive.backupTarget())
                .serviceNames(services.names())
                .satellites(joined.options())
                .build();
        return new Read(wish, options);
    }

    /**
     * What was read.
     *
     * @param wish the wish
     * @param options what only CloudNativePG has
     */
    record Read(PostgresCluster wish, CloudNativePgOptions options) {}

    private int instances() {
        spec.origin("replicas", "instances");
        Optional<Integer> said = spec.integer("instances");
        if (spec.isFaulty("instances")) {
            spec.doubt("replicas");
            spec.doubt("replication.confirmations");
        }
        return said.orElse(INSTANCES_DEFAULT);
    }
}
