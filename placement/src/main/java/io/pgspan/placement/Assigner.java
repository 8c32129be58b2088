package io.pgspan.placement;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sends members to Kubernetes clusters. The user's rules are followed to the letter; where nothing is said, the choice is the
 * simplest that can be told in one sentence, so that nobody has to guess it. Cost: replicas × rules.
 */
final class Assigner {
    private final PostgresCluster cluster;
    private final Fleet fleet;
    private final PlacementLimits limits;
    private final List<ClusterRule> rules;

    Assigner(PostgresCluster cluster, Fleet fleet, PlacementLimits limits) {
        this.cluster = cluster;
        this.fleet = fleet;
        this.limits = limits;
        this.rules = cluster.placement().map(PlacementPolicy::rules).orElse(List.of());
    }

    Assignment assign() {
        List<Violation> violations = Validator.validate(cluster, fleet);
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        List<Placed> replicas = new ArrayList<>();
        for (int ordinal = 0; ordinal < cluster.replicas(); ordinal++) {
            Target target = rules.isEmpty() ? roundRobin(ordinal) : ruled(ordinal);
            StorageClass storageClass = storageClass(target.cluster(), cluster.storage())
                    .orElseThrow(() -> noStorageClass(target.cluster(), "storage.storageClassName"));
            replicas.add(new Placed(
                    ordinal,
                    cluster.podName(ordinal),
                    target.cluster().name(),
                    storageClass.name(),
                    List.of(target.reason(), storageClass.reason())));
        }
        return new Assignment(replicas, arbiter(replicas));
    }

    private record Target(KubernetesCluster cluster, String reason) {}

    private record StorageClass(String name, String reason) {}

    private Target ruled(int ordinal) {
        ClusterRule rule = rules.stream()
                .filter(r -> r.ordinals().contains(ordinal))
                .findFirst()
                .orElseThrow();
        return new Target(
                fleet.cluster(rule.clusterName()).orElseThrow(),
                "the policy's rule for cluster " + rule.clusterName() + " names ordinal " + ordinal);
    }

    private Target roundRobin(int ordinal) {
        List<KubernetesCluster> clusters = connected();
        KubernetesCluster target = clusters.get(ordinal % clusters.size());
        return new Target(
                target,
                clusters.size() == 1
                        ? "no rule names a cluster, and " + target.name() + " is the only one"
                        : "no rule names a cluster: ordinals go round robin over the fleet's " + clusters.size()
                                + " connected clusters in its order, and ordinal " + ordinal + " comes to "
                                + target.name());
    }

    /** Where pods of this wish can talk to each other, as far as is said: the slice's clusters, else the whole fleet. */
    private List<KubernetesCluster> connected() {
        return slice().map(fleet::connectedBy).orElse(fleet.clusters());
    }

    private Optional<SliceRef> slice() {
        return cluster.placement()
                .flatMap(PlacementPolicy::slice)
                .filter(s -> !fleet.slices(s).isEmpty());
    }

    private Optional<Placed> arbiter(List<Placed> replicas) {
        boolean added = cluster.arbiter().isEmpty();
        if (added && !(limits.arbiterForEvenReplicas() && cluster.replicas() % 2 == 0)) {
            return Optional.empty();
        }
        String exists = added
                ? "the operator adds an arbiter to an even number of replicas"
                : "the wish has an arbiter, a member without data";
        Storage storage = cluster.arbiter().orElseGet(Arbiter::ofDefaults).storage();
        Target target =
                limits.arbiterFollowsOrdinalZero() ? withOrdinalZero(replicas) : withFewestMembers(replicas, storage);
        StorageClass storageClass = storageClass(target.cluster(), storage)
                .orElseThrow(() -> noStorageClass(target.cluster(), "arbiter.storage.storageClassName"));
        return Optional.of(new Placed(
                0,
                cluster.name() + "-arbiter-0",
                target.cluster().name(),
                storageClass.name(),
                List.of(exists, target.reason(), storageClass.reason())));
    }

    private Target withOrdinalZero(List<Placed> replicas) {
        String name = replicas.get(0).clusterName();
        return new Target(
                fleet.cluster(name).orElseThrow(),
                "the operator puts the arbiter where ordinal 0 lives, cluster " + name);
    }

    private Target withFewestMembers(List<Placed> replicas, Storage storage) {
        List<KubernetesCluster> connected = connected();
        boolean known = rules.isEmpty() || slice().isPresent();
        Comparator<KubernetesCluster> byMembers = Comparator.comparingLong(c -> members(replicas, c));
        KubernetesCluster target = connected.stream()
                .filter(c ->
                        known || rules.stream().anyMatch(r -> r.clusterName().equals(c.name())))
                .filter(c -> storageClass(c, storage).isPresent())
                .min(byMembers)
                .orElseThrow(() -> noStorageClass(connected.get(0), "arbiter.storage.storageClassName"));
        return new Target(
                target,
                "cluster " + target.name() + " has the fewest members (" + members(replicas, target)
                        + ") of the connected clusters with a storage class for it, the first of the fleet among"
                        + " equals: its loss costs the fewest votes");
    }

    private static long members(List<Placed> replicas, KubernetesCluster target) {
        return replicas.stream()
                .filter(r -> r.clusterName().equals(target.name()))
                .count();
    }

    /** The rule's class, else the volume's own, else the wish's, else the default; empty when the cluster has none of them. */
    private Optional<StorageClass> storageClass(KubernetesCluster target, Storage storage) {
        if (!storage.durable()) {
            return Optional.of(new StorageClass("", "its volume is ephemeral and needs no storage class"));
        }
        Optional<StorageClass> named = rules.stream()
                .filter(r -> r.clusterName().equals(target.name()))
                .findFirst()
                .flatMap(ClusterRule::storageClass)
                .map(c -> new StorageClass(c, "storage class " + c + ": the policy's rule for the cluster names it"))
                .or(() -> storage.storageClass()
                        .map(c -> new StorageClass(c, "storage class " + c + ": the wish names it for this volume")))
                .or(() -> cluster.storage()
                        .storageClass()
                        .map(c -> new StorageClass(c, "storage class " + c + ": the wish names it")));
        return named.isPresent()
                ? named.filter(c -> target.storageClasses().contains(c.name()))
                : target.defaultStorageClass()
                        .map(c -> new StorageClass(
                                c, "storage class " + c + ": the default of cluster " + target.name()));
    }

    private static InvalidException noStorageClass(KubernetesCluster target, String path) {
        return new InvalidException(List.of(Violation.of(
                "placement.storage-class-unknown",
                path,
                "",
                "cluster " + target.name() + " lacks the storage class named, or has no default one",
                "create it there, or name one of its storage classes")));
    }
}
