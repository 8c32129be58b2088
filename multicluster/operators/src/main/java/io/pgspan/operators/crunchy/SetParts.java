package io.pgspan.operators.crunchy;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What PGO has in part only of further instance sets. */
final class SetParts {
    static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern AVAILABLE = Pattern.compile("0|[1-9]\\d{0,8}|\\d{1,3}%");

    private SetParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(
                PartLimit.of(
                        "crunchy.set-name",
                        InstanceFeatures.FURTHER_ELECTABLE_SETS,
                        "furtherInstances.name",
                        "a set's name is part of its pods' names, and one set has the name of the wish's own",
                        "use lower-case letters, digits and '-', and another name than the first set's",
                        (wish, options) -> kept(wish, set -> isNamed(set, options.instanceSet()))),
                PartLimit.of(
                        "crunchy.set-empty",
                        InstanceFeatures.FURTHER_ELECTABLE_SETS,
                        "furtherInstances.replicas",
                        "a set has at least one instance",
                        "leave the set out",
                        wish -> kept(wish, set -> set.replicas() >= 1)),
                each(
                        "crunchy.set-volumes",
                        InstanceFeatures.SET_VOLUMES,
                        "volumes",
                        "volumes are durable but for temporary files; of tablespaces PGO makes the volumes only",
                        "use durable volumes, an ephemeral one for temporary files, and plain tablespaces",
                        set -> set.withVolumes(InstanceParts.ephemeral(InstanceParts.durable(set.volumes())))
                                .withStorage(set.storage().map(InstanceParts::durable))),
                each(
                        "crunchy.set-pod",
                        InstanceFeatures.SET_PODS,
                        "pod",
                        "PGO makes service accounts itself, uses the default scheduler and the cluster's pull secrets,"
                                + " and runs no container before PostgreSQL",
                        "say labels, annotations, priority and containers beside PostgreSQL only",
                        set -> set.withPod(pod(set.pod()))),
                each(
                        "crunchy.set-placement",
                        InstanceFeatures.SET_PLACEMENT,
                        "placement",
                        "a set has affinity, tolerations and constraints of spread, within one Kubernetes cluster",
                        "leave name, rules, slice and node selector out",
                        set -> set.withPlacement(set.placement().map(SetParts::place))),
                each(
                        "crunchy.min-available",
                        InstanceFeatures.MIN_AVAILABLE,
                        "minAvailable",
                        "it is neither a number nor a percentage",
                        "write a number, or for example 50%",
                        set -> set.withMinAvailable(set.minAvailable()
                                .filter(text -> AVAILABLE.matcher(text).matches()))));
    }

    private static PartLimit<CrunchyOptions> each(
            String rule,
            Feature feature,
            String part,
            String message,
            String remedy,
            UnaryOperator<InstanceSet> without) {
        return PartLimit.of(rule, feature, "furtherInstances." + part, message, remedy, wish -> {
            if (wish.furtherInstances().isEmpty()) {
                return wish;
            }
            List<InstanceSet> sets = new ArrayList<>();
            wish.furtherInstances().forEach(set -> sets.add(without.apply(set)));
            return InstanceFeatures.withSets(wish, sets);
        });
    }

    private static PostgresCluster kept(PostgresCluster wish, Predicate<InstanceSet> sayable) {
        if (wish.furtherInstances().isEmpty()) {
            return wish;
        }
        return InstanceFeatures.withSets(
                wish, wish.furtherInstances().stream().filter(sayable).toList());
    }

    private static boolean isNamed(InstanceSet set, String own) {
        return !set.name().equals(own) && NAME.matcher(set.name()).matches();
    }

    private static PodSettings pod(PodSettings pod) {
        return InstanceParts.beside(pod)
                .withImagePullSecrets(List.of())
                .withServiceAccountName(Optional.empty())
                .withSchedulerName(Optional.empty());
    }

    private static PlacementPolicy place(PlacementPolicy policy) {
        return PlacementPolicy.builder()
                .affinity(policy.affinity())
                .tolerations(policy.tolerations())
                .spreads(policy.spreads())
                .build();
    }
}
