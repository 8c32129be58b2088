package io.pgspan.operators.crunchy;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.ReplicationFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What a release does not have yet: the fields came one by one. */
final class ReleaseParts {
    private ReleaseParts() {}

    static List<Limit<CrunchyOptions>> all() {
        List<Limit<CrunchyOptions>> all = new ArrayList<>(instances());
        all.addAll(services());
        all.addAll(data());
        all.addAll(ReleaseDemands.all());
        return List.copyOf(all);
    }

    private static List<PartLimit<CrunchyOptions>> instances() {
        return List.of(
                since(
                        "5.1",
                        InstanceFeatures.MIN_AVAILABLE,
                        "furtherInstances.minAvailable",
                        InstanceFeatures.MIN_AVAILABLE::without),
                since("5.2", InstanceFeatures.SIDECARS, "pod.containers", wish -> wish.withPod(bare(wish.pod()))),
                since(
                        "5.2",
                        InstanceFeatures.SET_PODS,
                        "furtherInstances.pod.containers",
                        wish -> sets(wish, set -> set.withPod(bare(set.pod())))),
                since(
                        "5.4",
                        InstanceFeatures.TABLESPACES,
                        "volumes.tablespaces",
                        wish -> wish.withVolumes(wish.volumes().withTablespaces(List.of()))),
                since(
                        "5.4",
                        InstanceFeatures.SET_VOLUMES,
                        "furtherInstances.volumes.tablespaces",
                        wish -> sets(wish, set -> set.withVolumes(set.volumes().withTablespaces(List.of())))),
                since(
                        "5.8.5",
                        InstanceFeatures.TEMPORARY_VOLUME,
                        "volumes.temporary",
                        wish -> wish.withVolumes(lasting(wish.volumes()))),
                since(
                        "5.8.5",
                        InstanceFeatures.SET_VOLUMES,
                        "furtherInstances.volumes.temporary",
                        wish -> sets(wish, set -> set.withVolumes(lasting(set.volumes())))),
                since(
                        "5.2",
                        OperationFeatures.PAUSE,
                        "lifecycle",
                        wish -> wish.lifecycle() == Lifecycle.PAUSED ? wish.withLifecycle(Lifecycle.RUNNING) : wish));
    }

    private static List<PartLimit<CrunchyOptions>> services() {
        return List.of(
                since(
                        "5.2",
                        OperationFeatures.SERVICES,
                        "services.metadata",
                        wish -> services(
                                wish,
                                one -> one.toBuilder()
                                        .labels(Map.of())
                                        .annotations(Map.of())
                                        .nodePort(OptionalInt.empty())
                                        .build())),
                since(
                        "5.2",
                        OperationFeatures.SERVICES,
                        "services.type",
                        wish -> services(
                                wish,
                                one -> one.toBuilder()
                                        .type(one.type().orElse(ServiceSettings.Type.CLUSTER_IP))
                                        .build())),
                since(
                        "5.6",
                        OperationFeatures.SERVICES,
                        "services.trafficPolicy",
                        wish -> services(
                                wish,
                                one -> one.toBuilder()
                                        .externalTrafficPolicy(Optional.empty())
                                        .internalTrafficPolicy(Optional.empty())
                                        .build())),
                since(
                        "5.6",
                        OperationFeatures.SERVICES,
                        "services.role",
                        wish -> wish.withServices(wish.services().stream()
                                .filter(one -> one.role() != ServiceSettings.Role.STANDBY)
                                .toList())));
    }

    private static List<PartLimit<CrunchyOptions>> data() {
        return List.of(
                since("5.1", OperationFeatures.USERS, "access.users.passwordPolicy", ReleaseParts::withoutPolicies),
                since("5.2", ReplicationFeatures.STANDBY_CLUSTER, "standby.stream", ReleaseParts::withoutStream),
                since(
                        "5.3",
                        OperationFeatures.MONITORING,
                        "monitoring.exporter.certificate",
                        ReleaseParts::withoutCertificate),
                since("5.7", OperationFeatures.SNAPSHOTS, "backups.snapshots", OperationFeatures.SNAPSHOTS::without),
                since(
                        "5.0.5",
                        OperationFeatures.RESTORE,
                        "dataSource.repository",
                        wish -> wish.withDataSource(wish.dataSource().filter(source -> !isDescribed(source)))));
    }

    private static boolean isDescribed(DataSource source) {
        return source instanceof RestoreFrom restore && restore.repository().isPresent();
    }

    private static PartLimit<CrunchyOptions> since(
            String release, Feature feature, String path, UnaryOperator<PostgresCluster> without) {
        PgoVersion first = PgoVersion.of(release);
        return PartLimit.of(
                "crunchy.since-" + release,
                feature,
                path,
                "the release that the options name does not have it: it came with " + release,
                "use PGO " + release + " or later, or leave it out",
                (wish, options) -> options.operator().isAtLeast(first) ? wish : without.apply(wish));
    }

    private static PodSettings bare(PodSettings pod) {
        return pod.withContainers(List.of());
    }

    private static Volumes lasting(Volumes volumes) {
        return volumes.withTemporary(Optional.empty());
    }

    private static PostgresCluster sets(PostgresCluster wish, UnaryOperator<InstanceSet> change) {
        return InstanceFeatures.withSets(
                wish, wish.furtherInstances().stream().map(change).toList());
    }

    private static PostgresCluster services(PostgresCluster wish, UnaryOperator<ServiceSettings> change) {
        List<Pooler> poolers = new ArrayList<>();
        for (Pooler pooler : wish.poolers()) {
            poolers.add(pooler.toBuilder().service(pooler.service().map(change)).build());
        }
        return wish.withServices(wish.services().stream().map(change).toList()).withPoolers(poolers);
    }

    private static PostgresCluster withoutPolicies(PostgresCluster wish) {
        List<User> users = new ArrayList<>();
        for (User user : wish.access().users()) {
            users.add(user.toBuilder().passwordPolicy(Optional.empty()).build());
        }
        return wish.withAccess(wish.access().withUsers(users));
    }

    private static PostgresCluster withoutStream(PostgresCluster wish) {
        return wish.withStandby(wish.standby()
                .<StandbyCluster>map(
                        standby -> standby.toBuilder().stream(Optional.empty()).build())
                .filter(standby -> standby.repository().isPresent()));
    }

    private static PostgresCluster withoutCertificate(PostgresCluster wish) {
        return wish.withMonitoring(wish.monitoring()
                .map(said -> said.toBuilder()
                        .exporter(said.exporter()
                                .map(one -> one.toBuilder()
                                        .certificate(Optional.empty())
                                        .build())
                                .filter(one -> !one.equals(Exporter.builder().build())))
                        .build()));
    }
}
