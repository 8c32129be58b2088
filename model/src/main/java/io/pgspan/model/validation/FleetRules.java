package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a wish must keep on a given fleet. A cluster the fleet doesn't have is reported once and judged no further. A fleet that
 * knows no slices is not asked for any. An ephemeral volume needs no storage class.
 */
final class FleetRules {
    private final Fleet fleet;

    FleetRules(Fleet fleet) {
        this.fleet = fleet;
    }

    List<Rule<PostgresCluster>> all() {
        return List.of(
                new NamedRule("placement.cluster-unknown", this::clusterUnknown),
                new NamedRule("placement.storage-class-unknown", this::storageClassUnknown),
                new NamedRule("placement.no-default-storage-class", this::noDefaultStorageClass),
                new NamedRule("placement.slice-unknown", this::sliceUnknown),
                new NamedRule("placement.slice-lacks-cluster", this::sliceLacksCluster));
    }

    private List<Violation> clusterUnknown(PostgresCluster cluster) {
        List<ClusterRule> rules = rules(cluster);
        List<Violation> found = new ArrayList<>();
        if (rules.isEmpty() && fleet.clusters().isEmpty()) {
            found.add(Violation.of(
                    "placement.cluster-unknown", "placement", "", "the fleet has no cluster", "add one to the fleet"));
        }
        for (int i = 0; i < rules.size(); i++) {
            if (fleet.cluster(rules.get(i).clusterName()).isEmpty()) {
                found.add(Violation.of(
                        "placement.cluster-unknown",
                        "placement.rules[" + i + "].clusterName",
                        rules.get(i).clusterName(),
                        "the fleet has no such cluster",
                        "use one of " + String.join(", ", fleet.names())));
            }
        }
        return found;
    }

    private List<Violation> storageClassUnknown(PostgresCluster cluster) {
        return uses(cluster).stream()
                .filter(use -> !use.storageClass().isEmpty()
                        && !use.target().storageClasses().contains(use.storageClass()))
                .map(use -> Violation.of(
                        "placement.storage-class-unknown",
                        use.path(),
                        use.storageClass(),
                        "cluster " + use.target().name() + " has no such storage class",
                        use.target().storageClasses().isEmpty()
                                ? "create it there"
                                : "create it there, or use one of "
                                        + String.join(", ", use.target().storageClasses())))
                .toList();
    }

    private List<Violation> noDefaultStorageClass(PostgresCluster cluster) {
        return uses(cluster).stream()
                .filter(use -> use.storageClass().isEmpty()
                        && cluster.storage().durable()
                        && use.target().defaultStorageClass().isEmpty())
                .map(use -> Violation.of(
                        "placement.no-default-storage-class",
                        use.path(),
                        "",
                        "no storage class is named and cluster " + use.target().name() + " has no default one",
                        "name a storage class, or make one the default there"))
                .toList();
    }

    private List<Violation> sliceUnknown(PostgresCluster cluster) {
        if (fleet.slices().isEmpty()) {
            return List.of();
        }
        return slice(cluster).stream()
                .filter(wanted -> fleet.slices(wanted).isEmpty())
                .map(wanted -> Violation.of(
                        "placement.slice-unknown",
                        "placement.slice",
                        text(wanted),
                        "the fleet has no such slice",
                        "use one of "
                                + fleet.slices().stream()
                                        .map(s -> s.projectNamespace() + "/" + s.name())
                                        .collect(Collectors.joining(", "))))
                .toList();
    }

    private List<Violation> sliceLacksCluster(PostgresCluster cluster) {
        List<Violation> found = new ArrayList<>();
        List<ClusterRule> rules = rules(cluster);
        slice(cluster).filter(wanted -> !fleet.slices(wanted).isEmpty()).ifPresent(wanted -> {
            List<KubernetesCluster> connected = fleet.connectedBy(wanted);
            for (int i = 0; i < rules.size(); i++) {
                fleet.cluster(rules.get(i).clusterName())
                        .filter(target -> !connected.contains(target))
                        .map(lacksCluster(wanted, "placement.rules[" + i + "].clusterName"))
                        .ifPresent(found::add);
            }
            if (rules.isEmpty() && connected.isEmpty()) {
                fleet.clusters().stream()
                        .map(lacksCluster(wanted, "placement.slice"))
                        .forEach(found::add);
            }
        });
        return found;
    }

    private static Function<KubernetesCluster, Violation> lacksCluster(SliceRef slice, String path) {
        return target -> Violation.of(
                "placement.slice-lacks-cluster",
                path,
                target.name(),
                "slice " + text(slice) + " does not connect the cluster",
                "add the cluster to the slice, or use one of the slice's clusters");
    }

    /**
     * The clusters a wish uses, each with the storage class named for it; without rules the first ones of the fleet that the
     * policy's slice, if there is one, connects.
     */
    private List<Use> uses(PostgresCluster cluster) {
        String ofWish = cluster.storage().storageClass().orElse("");
        List<ClusterRule> rules = rules(cluster);
        List<Use> uses = new ArrayList<>();
        if (rules.isEmpty()) {
            candidates(cluster).stream()
                    .limit(Math.max(1, cluster.replicas()))
                    .forEach(target -> uses.add(new Use(target, "storage.storageClassName", ofWish)));
            return uses;
        }
        for (int i = 0; i < rules.size(); i++) {
            ClusterRule rule = rules.get(i);
            boolean byWish = rule.storageClass().isEmpty() && !ofWish.isEmpty();
            String path = byWish ? "storage.storageClassName" : "placement.rules[" + i + "].storageClassName";
            fleet.cluster(rule.clusterName())
                    .ifPresent(target ->
                            uses.add(new Use(target, path, rule.storageClass().orElse(ofWish))));
        }
        return uses;
    }

    private List<KubernetesCluster> candidates(PostgresCluster cluster) {
        return slice(cluster)
                .filter(wanted -> !fleet.slices(wanted).isEmpty())
                .map(fleet::connectedBy)
                .orElse(fleet.clusters());
    }

    /** A cluster used, the storage class named for it (empty: none), and where it was or could be named. */
    private record Use(KubernetesCluster target, String path, String storageClass) {}

    private static String text(SliceRef slice) {
        return slice.projectNamespace().map(p -> p + "/").orElse("") + slice.sliceName();
    }

    private static Optional<SliceRef> slice(PostgresCluster cluster) {
        return cluster.placement().flatMap(PlacementPolicy::slice);
    }

    private static List<ClusterRule> rules(PostgresCluster cluster) {
        return cluster.placement().map(PlacementPolicy::rules).orElse(List.of());
    }
}
