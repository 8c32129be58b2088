package io.pgspan.placement.assign;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.List;
import java.util.Optional;

/** Which storage class a member's volume gets in a Kubernetes cluster. */
final class StorageClasses {
    private final PostgresCluster wish;
    private final List<ClusterRule> rules;

    StorageClasses(PostgresCluster wish) {
        this.wish = wish;
        this.rules = wish.placement().map(PlacementPolicy::rules).orElse(List.of());
    }

    /**
     * A storage class and why it is that one.
     *
     * @param name empty for a volume that needs none
     */
    record Chosen(String name, String reason) {}

    /** The rule's class, else the volume's own, else the wish's, else the default; empty when the cluster has none of them. */
    Optional<Chosen> in(KubernetesCluster target, Storage storage) {
        if (!storage.durable()) {
            return Optional.of(new Chosen("", "its volume is ephemeral and needs no storage class"));
        }
        Optional<Chosen> named = rules.stream()
                .filter(r -> r.clusterName().equals(target.name()))
                .findFirst()
                .flatMap(ClusterRule::storageClass)
                .map(c -> new Chosen(c, "storage class " + c + ": the policy's rule for the cluster names it"))
                .or(() -> storage.storageClass()
                        .map(c -> new Chosen(c, "storage class " + c + ": the wish names it for this volume")))
                .or(() -> wish.storage()
                        .storageClass()
                        .map(c -> new Chosen(c, "storage class " + c + ": the wish names it")));
        return named.isPresent()
                ? named.filter(c -> target.storageClasses().contains(c.name()))
                : target.defaultStorageClass()
                        .map(c -> new Chosen(c, "storage class " + c + ": the default of cluster " + target.name()));
    }

    /** The same, which must be there. */
    Chosen needed(KubernetesCluster target, Storage storage, String path) {
        return in(target, storage)
                .orElseThrow(() -> new InvalidException(List.of(Violation.of(
                        "placement.storage-class-unknown",
                        path,
                        "",
                        "cluster " + target.name() + " lacks the storage class named, or has no default one",
                        "create it there, or name one of its storage classes"))));
    }
}
