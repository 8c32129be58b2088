package io.pgspan.operators.crunchy;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Volumes;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The pods that PGO's objects come to, as far as a scheduler sees them: instances of the wish's own set, in the assignment's order; instances of further sets, where
 * ordinal 0 lives; and in each Kubernetes cluster the host of repositories on volumes and the pooler.
 *
 * <p>Of each pod's name four characters are drawn by chance. In their place stands the instance's number, with digits that PGO never draws among them for the first thousand, so
 * no pod that is there has such a name.
 *
 * <p>Unless the options say otherwise, every pod prefers to be spread over nodes and zones, after all that the wish says; pods with data are counted together with the
 * host of repositories.
 */
final class CrunchyPods {
    private static final String BACKUP_DATA = "pgbackrest";
    private static final int EXPORTER_MAJOR_MAX = 17;
    private static final PlacementPolicy NOWHERE = PlacementPolicy.builder().build();
    private static final Resources CONFIG_OF_POOLER =
            Resources.unsaid().limit(Resources.CPU, Quantity.of("5m")).limit(Resources.MEMORY, Quantity.of("16Mi"));

    private final PostgresCluster cluster;
    private final CrunchyOptions options;
    private final ClusterNames names;
    private final PlacementPolicy everywhere;

    CrunchyPods(PostgresCluster cluster, CrunchyOptions options) {
        this.cluster = cluster;
        this.options = options;
        this.names = ClusterNames.of(cluster, options);
        this.everywhere = cluster.placement().orElse(NOWHERE);
    }

    List<PodTemplate> of(Assignment assignment) {
        InstanceSet own = InstanceSet.builder()
                .name(options.instanceSet())
                .volumes(cluster.volumes())
                .resources(cluster.resources())
                .pod(cluster.pod())
                .build();
        List<PodTemplate> pods = new ArrayList<>();
        for (Assignment.Placed placed : assignment.replicas()) {
            String name = suffixed(own.name(), placed.ordinal());
            Storage storage = placed.storageClassName().isEmpty()
                    ? cluster.storage()
                    : cluster.storage().onClass(placed.storageClassName());
            pods.add(instance(own, name, placed.clusterName(), storage, options.sidecars())
                    .withMember(placed.pod()));
        }
        if (assignment.replicas().isEmpty()) {
            return pods;
        }
        String home = assignment.replicas().get(0).clusterName();
        for (InstanceSet set : cluster.furtherInstances()) {
            for (int i = 0; i < set.replicas(); i++) {
                Storage storage = set.storage().orElse(cluster.storage());
                pods.add(instance(set, suffixed(set.name(), i), home, storage, Sidecars.unsaid()));
            }
        }
        for (String kubernetes : new TreeSet<>(assignment.clusterNames())) {
            repositoryHost(kubernetes).ifPresent(pods::add);
            cluster.poolers().stream().findFirst().ifPresent(pooler -> poolers(pods, pooler, kubernetes));
        }
        return pods;
    }

    private String suffixed(String set, int number) {
        return names.instance(set, String.format(Locale.ROOT, "%04d", number));
    }

    private PodTemplate instance(InstanceSet set, String name, String kubernetes, Storage data, Sidecars sidecars) {
        Map<String, String> labels = new LinkedHashMap<>(options.labels());
        labels.putAll(set.pod().labels());
        labels.put(CrunchyWords.CLUSTER_LABEL, cluster.name());
        labels.put(CrunchyWords.LABEL + "instance-set", set.name());
        labels.put(CrunchyWords.LABEL + "instance", name);
        labels.put(CrunchyWords.DATA_LABEL, "postgres");
        labels.put(CrunchyWords.LABEL + "patroni", names.leaderService());
        boolean exported = hasExporter();
        if (exported) {
            labels.put(CrunchyWords.LABEL + "crunchy-postgres-exporter", "true");
        }
        PlacementPolicy place = set.placement().orElse(everywhere);
        PodTemplate.Builder pod = PodTemplate.builder()
                .name(names.pod(name))
                .namespace(cluster.namespace())
                .clusterName(kubernetes)
                .labels(labels)
                .affinity(place.affinity())
                .tolerations(place.tolerations())
                .spreads(spreads(place))
                .volumes(claims(name, data, set.volumes()))
                .addContainer(container("database", set.resources()))
                .addContainer(container("replication-cert-copy", sidecars.certificateCopy()));
        set.pod()
                .containers()
                .forEach(one -> pod.addContainer(
                        container(one.name(), one.resources()).image(one.image().orElse(""))));
        if (hasRepositories()) {
            pod.addContainer(container(BACKUP_DATA, options.sidecars().backupServer()))
                    .addContainer(
                            container("pgbackrest-config", options.sidecars().backupConfig()));
        }
        if (exported) {
            Resources resources = cluster.monitoring()
                    .flatMap(said -> said.exporter())
                    .map(Exporter::resources)
                    .orElse(Resources.unsaid());
            pod.addContainer(container("exporter", resources));
        }
        return pod.addInitContainer(container("postgres-startup", set.resources()))
                .addInitContainer(container("nss-wrapper-init", set.resources()))
                .build();
    }

    private boolean hasExporter() {
        return cluster.monitoring().isPresent() && cluster.version().major() <= EXPORTER_MAJOR_MAX;
    }

    private boolean hasRepositories() {
        return cluster.backups()
                .filter(backups -> !backups.repositories().isEmpty())
                .isPresent();
    }

    /** What the wish says, then PGO's own. */
    private List<Spread> spreads(PlacementPolicy place) {
        LabelSelector own = CrunchyWords.dataPods(cluster.name());
        List<Spread> spreads = new ArrayList<>();
        for (Spread spread : place.spreads()) {
            spreads.add(spread.counting(spread.pods().orElse(own)));
        }
        spreads.addAll(defaults(new LabelSelector(
                Map.of(CrunchyWords.CLUSTER_LABEL, cluster.name()),
                List.of(Requirement.in(CrunchyWords.DATA_LABEL, "postgres", BACKUP_DATA)))));
        return spreads;
    }

    private List<Spread> defaults(LabelSelector counted) {
        return options.defaultScheduling()
                ? List.of(
                        Spread.acrossNodes().scheduleAnyway().counting(counted),
                        Spread.acrossZones().scheduleAnyway().counting(counted))
                : List.of();
    }

    private List<PodVolume> claims(String instance, Storage data, Volumes volumes) {
        List<PodVolume> claims = new ArrayList<>();
        claims.add(claim(names.dataClaim(instance), data));
        volumes.wal().ifPresent(wal -> claims.add(claim(names.walClaim(instance), wal)));
        volumes.tablespaces()
                .forEach(one -> claims.add(claim(names.tablespaceClaim(instance, one.name()), one.storage())));
        volumes.temporary()
                .ifPresent(temporary -> claims.add(claim(names.pod(instance) + "-postgres-temp", temporary)));
        return claims;
    }

    private Optional<PodTemplate> repositoryHost(String kubernetes) {
        List<PodVolume> claims = new ArrayList<>();
        for (Repository one : cluster.backups().map(said -> said.repositories()).orElse(List.of())) {
            if (one.target() instanceof RepositoryTarget.Volume volume) {
                claims.add(claim(names.repositoryClaim(one.name()), volume.storage()));
            }
        }
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> labels = new LinkedHashMap<>(options.labels());
        labels.put(CrunchyWords.CLUSTER_LABEL, cluster.name());
        labels.put(CrunchyWords.DATA_LABEL, BACKUP_DATA);
        labels.put(CrunchyWords.LABEL + BACKUP_DATA, "");
        labels.put(CrunchyWords.LABEL + "pgbackrest-dedicated", "");
        return Optional.of(PodTemplate.builder()
                .name(names.pod(names.repositoryHost()))
                .namespace(cluster.namespace())
                .clusterName(kubernetes)
                .labels(labels)
                .spreads(spreads(NOWHERE))
                .volumes(claims)
                .addContainer(container(BACKUP_DATA, Resources.unsaid()))
                .addContainer(container("pgbackrest-config", options.sidecars().backupConfig()))
                .addInitContainer(container("pgbackrest-log-dir", Resources.unsaid()))
                .addInitContainer(container("nss-wrapper-init", Resources.unsaid()))
                .holdsData(false)
                .build());
    }

    private void poolers(List<PodTemplate> pods, Pooler pooler, String kubernetes) {
        Map<String, String> labels = new LinkedHashMap<>(options.labels());
        labels.put(CrunchyWords.CLUSTER_LABEL, cluster.name());
        labels.put(CrunchyWords.LABEL + "role", PoolerSection.NAME);
        LabelSelector own = LabelSelector.of(
                Map.of(CrunchyWords.CLUSTER_LABEL, cluster.name(), CrunchyWords.LABEL + "role", PoolerSection.NAME));
        Resources config = pooler.resources().equals(Resources.unsaid()) ? Resources.unsaid() : CONFIG_OF_POOLER;
        for (int i = 0; i < pooler.instances(); i++) {
            pods.add(PodTemplate.builder()
                    .name(names.pooler() + "-" + i)
                    .namespace(cluster.namespace())
                    .clusterName(kubernetes)
                    .labels(labels)
                    .spreads(defaults(own))
                    .addContainer(container("pgbouncer", pooler.resources()))
                    .addContainer(container("pgbouncer-config", config))
                    .holdsData(false)
                    .build());
        }
    }

    private static PodContainer container(String name, Resources resources) {
        return PodContainer.of(name, resources.reserved());
    }

    private static PodVolume claim(String name, Storage storage) {
        return new PodVolume.NewClaim(name, storage.storageClassName(), false);
    }
}
