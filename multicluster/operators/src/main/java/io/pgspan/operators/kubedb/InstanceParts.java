package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.Container;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.ReplicationFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What KubeDB has in part only of instances, replication and the cluster's life. */
final class InstanceParts {
    private InstanceParts() {}

    static List<PartLimit<KubeDbOptions>> all() {
        return List.of(
                PartLimit.of(
                        "kubedb.arbiter-storage",
                        InstanceFeatures.ARBITER,
                        "arbiter.storage",
                        "KubeDB takes only a size for the arbiter's volume",
                        "leave the class to the Kubernetes cluster's default",
                        wish -> wish.arbiter().isEmpty()
                                ? wish
                                : wish.withArbiter(wish.arbiter().map(InstanceParts::sizeOnly))),
                PartLimit.of(
                        "kubedb.container-reserved",
                        InstanceFeatures.SIDECARS,
                        "pod.containers",
                        "KubeDB makes containers of these names itself: " + PodTemplateSection.OWN,
                        "use another name",
                        InstanceParts::withoutReserved),
                PartLimit.of(
                        "kubedb.set-placement",
                        InstanceFeatures.SET_PLACEMENT,
                        "furtherInstances.placement",
                        "read replicas take a policy's name, a node selector and tolerations",
                        "name a policy that exists",
                        InstanceParts::namedPlacement),
                PartLimit.of(
                        "kubedb.halted-ephemeral",
                        OperationFeatures.HIBERNATION,
                        "lifecycle",
                        "halting deletes the pods, and ephemeral volumes with them",
                        "use durable storage, or let it run",
                        wish -> wish.lifecycle() == Lifecycle.HIBERNATED
                                        && !wish.storage().durable()
                                ? wish.withLifecycle(Lifecycle.RUNNING)
                                : wish),
                PartLimit.of(
                        "kubedb.halted-deletion",
                        OperationFeatures.HIBERNATION,
                        "deletionPolicy",
                        "a halted database has deletionPolicy Halt, whatever is written",
                        "keep the data, or let it run",
                        wish -> wish.lifecycle() == Lifecycle.HIBERNATED
                                ? wish.withDeletionPolicy(DeletionPolicy.KEEP_DATA)
                                : wish),
                PartLimit.of(
                        "kubedb.deletion-policy",
                        InstanceFeatures.EPHEMERAL_STORAGE,
                        "deletionPolicy",
                        "KubeDB refuses to keep the data of ephemeral volumes",
                        "use another deletion policy, or durable storage",
                        wish -> wish.deletionPolicy() == DeletionPolicy.KEEP_DATA
                                        && !wish.storage().durable()
                                ? wish.withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                                : wish),
                PartLimit.of(
                        "kubedb.sync-unused",
                        ReplicationFeatures.SYNCHRONOUS,
                        "replication",
                        "KubeDB refuses settings of synchronous replication while it is asynchronous",
                        "leave them out, or make it synchronous",
                        wish -> wish.replication().isSynchronous()
                                ? wish
                                : ReplicationFeatures.SYNCHRONOUS.without(wish)),
                PartLimit.of(
                        "kubedb.sync-alone",
                        ReplicationFeatures.SYNCHRONOUS,
                        "replication",
                        "KubeDB refuses synchronous replication of a single replica: no standby of its own could"
                                + " confirm",
                        "ask for three replicas, or for asynchronous replication",
                        wish -> wish.replicas() > 1 ? wish : ReplicationFeatures.SYNCHRONOUS.without(wish)),
                PartLimit.of(
                        "kubedb.wal-unit",
                        ReplicationFeatures.WAL_RETENTION,
                        "replication.walRetention",
                        "until PostgreSQL 12 KubeDB counts segments and nothing else, since 13 megabytes or slots, and"
                                + " refuses the others",
                        "say it in the version's unit: a segment is 16 MB",
                        InstanceParts::inUnitOfVersion),
                PartLimit.of(
                        "kubedb.standby-source",
                        ReplicationFeatures.STANDBY_CLUSTER,
                        "standby",
                        "a remote replica follows an AppBinding, as long as it exists, and nothing else",
                        "name the AppBinding as the source",
                        wish -> wish.standby().isEmpty()
                                ? wish
                                : wish.withStandby(wish.standby().flatMap(InstanceParts::sourceOnly))));
    }

    private static Arbiter sizeOnly(Arbiter arbiter) {
        return new Arbiter(
                new Storage(arbiter.storage().size(), null, true),
                arbiter.resources(),
                arbiter.nodeSelector(),
                arbiter.tolerations());
    }

    private static PostgresCluster withoutReserved(PostgresCluster wish) {
        List<Container> kept = new ArrayList<>();
        for (Container container : wish.pod().containers()) {
            if (!PodTemplateSection.OWN.contains(container.name())) {
                kept.add(container);
            }
        }
        return kept.size() == wish.pod().containers().size()
                ? wish
                : wish.withPod(wish.pod().withContainers(kept));
    }

    private static PostgresCluster namedPlacement(PostgresCluster wish) {
        if (wish.furtherInstances().isEmpty()) {
            return wish;
        }
        List<InstanceSet> sets = new ArrayList<>();
        for (InstanceSet set : wish.furtherInstances()) {
            sets.add(set.withPlacement(set.placement().flatMap(InstanceParts::nameOnly)));
        }
        return InstanceFeatures.withSets(wish, sets);
    }

    private static Optional<PlacementPolicy> nameOnly(PlacementPolicy policy) {
        PlacementPolicy said = PlacementPolicy.builder()
                .name(policy.name())
                .nodeSelector(policy.nodeSelector())
                .tolerations(policy.tolerations())
                .build();
        return said.equals(PlacementPolicy.builder().build()) ? Optional.empty() : Optional.of(said);
    }

    private static Optional<StandbyCluster> sourceOnly(StandbyCluster standby) {
        return standby.isEnabled()
                ? standby.source()
                        .map(source -> StandbyCluster.builder().source(source).build())
                : Optional.empty();
    }

    private static PostgresCluster inUnitOfVersion(PostgresCluster wish) {
        if (wish.replication().walRetention().isEmpty()) {
            return wish;
        }
        int major = wish.version().major();
        return wish.withReplication(wish.replication()
                .withWalRetention(wish.replication()
                        .walRetention()
                        .map(kept -> kept.inUnitOf(major))
                        .filter(kept ->
                                major >= ReplicationSection.SIZES_SINCE || !(kept instanceof WalRetention.Slots))));
    }
}
