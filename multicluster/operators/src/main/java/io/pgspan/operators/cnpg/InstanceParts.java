package io.pgspan.operators.cnpg;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.operators.cnpg.lint.FixedParameters;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What CloudNativePG has in part only of instances, their volumes, placement and replication. */
final class InstanceParts {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private InstanceParts() {}

    static List<PartLimit<CloudNativePgOptions>> all() {
        return List.of(
                PartLimit.of(
                        "cnpg.keep-data",
                        OperationFeatures.DELETE_VOLUMES,
                        "deletionPolicy",
                        "CloudNativePG deletes the volumes together with the Cluster, unless their storage class"
                                + " retains them",
                        "ask for DELETE_VOLUMES, or waive it and retain volumes in the storage class",
                        wish -> wish.deletionPolicy() == DeletionPolicy.KEEP_DATA
                                ? wish.withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                                : wish),
                PartLimit.of(
                        "cnpg.version-old",
                        InstanceFeatures.IMAGE,
                        "version",
                        "CloudNativePG refuses versions before " + ImageSection.MAJOR_MIN,
                        "use a version that is supported",
                        wish -> wish.version().major() < ImageSection.MAJOR_MIN
                                ? wish.withVersion(new PostgresVersion(ImageSection.MAJOR_MIN, 0))
                                : wish),
                PartLimit.of(
                        "cnpg.image-version",
                        InstanceFeatures.IMAGE,
                        "image",
                        "CloudNativePG reads the version from the image's tag, which does not begin with the wish's",
                        "use a tag that begins with the version, or leave the image out",
                        wish -> wish.image()
                                        .filter(image -> !ImageSection.isOf(image, wish.version()))
                                        .isPresent()
                                ? wish.withImage(Optional.empty())
                                : wish),
                PartLimit.of(
                        "cnpg.parameters-fixed",
                        InstanceFeatures.PARAMETERS,
                        "parameters",
                        "CloudNativePG sets some parameters itself and refuses other values, or has a field for them;"
                                + " names of libraries to preload stand in a list without blanks",
                        "leave them out, or use the part of the wish that says the same",
                        wish -> wish.parameters().isEmpty() ? wish : wish.withParameters(parameters(wish))),
                PartLimit.of(
                        "cnpg.annotations-commands",
                        InstanceFeatures.ANNOTATIONS,
                        "annotations",
                        "an annotation is a command of CloudNativePG that the lifecycle says",
                        "say the lifecycle instead",
                        wish -> wish.annotations().isEmpty() ? wish : wish.withAnnotations(LifeSection.writable(wish))),
                PartLimit.of(
                        "cnpg.ephemeral-tablespace",
                        InstanceFeatures.TABLESPACES,
                        "volumes",
                        "CloudNativePG has durable volumes only",
                        "ask for durable volumes",
                        wish -> wish.withVolumes(durable(wish.volumes()))),
                PartLimit.of(
                        "cnpg.clusters",
                        PlacementFeatures.CLUSTERS,
                        "placement.rules",
                        "one Cluster lives in one Kubernetes cluster: over several, each has a Cluster of its own,"
                                + " which is followed asynchronously and promoted by hand",
                        "render a distributed topology with this path waived, or keep everything in one Kubernetes"
                                + " cluster",
                        PlacementFeatures.CLUSTERS::without),
                PartLimit.of(
                        "cnpg.spread-selector",
                        PlacementFeatures.SPREAD_REFINED,
                        "placement.spreads",
                        "a selector of exactly the own pods is what no selector means",
                        "leave the selector out",
                        InstanceParts::unselected),
                PartLimit.of(
                        "cnpg.lease-seconds",
                        ReplicationFeatures.LEASE_TIMING,
                        "election",
                        "CloudNativePG takes whole seconds, a deadline below the lease, and more than 1.2 times the"
                                + " period",
                        "use for example 15, 10 and 2 seconds",
                        wish -> wish.election().filter(InstanceParts::isUneven).isPresent()
                                ? wish.withElection(Optional.empty())
                                : wish));
    }

    private static boolean isUneven(ElectionTiming timing) {
        return timing.match(raft -> false, lease -> {
            boolean whole = isWhole(lease.duration())
                    && isWhole(lease.renewDeadline())
                    && isWhole(lease.retryPeriod())
                    && lease.retryPeriod().compareTo(SECOND) >= 0;
            return !whole
                    || lease.duration().toSeconds() > Integer.MAX_VALUE
                    || lease.duration().compareTo(lease.renewDeadline()) <= 0
                    || 5 * lease.renewDeadline().toSeconds()
                            <= 6 * lease.retryPeriod().toSeconds();
        });
    }

    private static boolean isWhole(Duration time) {
        return time.equals(Duration.ofSeconds(time.toSeconds()));
    }

    private static Map<String, String> parameters(PostgresCluster wish) {
        boolean synchronous = wish.replication().streaming() == Streaming.SYNCHRONOUS;
        Map<String, String> kept = new TreeMap<>();
        wish.parameters().forEach((name, value) -> {
            if (name.equals(ParametersSection.PRELOAD)) {
                String canonical = ParametersSection.canonicalPreload(value);
                if (!canonical.isEmpty()) {
                    kept.put(name, canonical);
                }
            } else if (!FixedParameters.isFixed(name) && !(synchronous && name.equals(ReplicationSection.COMMIT))) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static Volumes durable(Volumes volumes) {
        if (volumes.wal().isEmpty() && volumes.tablespaces().isEmpty()) {
            return volumes;
        }
        List<Tablespace> tablespaces = new ArrayList<>();
        for (Tablespace one : volumes.tablespaces()) {
            tablespaces.add(new Tablespace(one.name(), durable(one.storage()), one.ownerName(), one.temporary()));
        }
        return volumes.toBuilder()
                .wal(volumes.wal().map(InstanceParts::durable))
                .tablespaces(tablespaces)
                .build();
    }

    private static Storage durable(Storage storage) {
        return new Storage(storage.size(), storage.storageClassName(), true);
    }

    private static PostgresCluster unselected(PostgresCluster wish) {
        if (wish.placement().isEmpty()) {
            return wish;
        }
        PlacementPolicy policy = wish.placement().get();
        List<Spread> spreads = new ArrayList<>();
        for (Spread spread : policy.spreads()) {
            boolean own = spread.pods().equals(Optional.of(PodSection.instances(wish.name())));
            spreads.add(
                    own
                            ? new Spread(
                                    spread.topologyKey(),
                                    spread.maxSkew(),
                                    spread.whenUnsatisfiable(),
                                    null,
                                    spread.minDomainCount(),
                                    spread.nodeAffinityPolicy(),
                                    spread.nodeTaintsPolicy(),
                                    spread.matchLabelKeys())
                            : spread);
        }
        return wish.withPlacement(policy.withSpreads(spreads));
    }
}
