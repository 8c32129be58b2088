package io.pgspan.operators.translation;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.Support;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;

/**
 * What is to be said otherwise so that a wish keeps its sense when parts of it are left out: an operator with one set of instances gets as many
 * instances as all sets had, and nobody waits for more standbys than there are.
 */
final class Fitting {
    private Fitting() {}

    /** Before anything is left out. */
    static PostgresCluster before(PostgresCluster wish, Capabilities to, List<UnsupportedFeature> lost) {
        return sized(oneSet(wish, to, lost));
    }

    /** After all that can't be expressed was left out. */
    static PostgresCluster after(PostgresCluster wish, List<UnsupportedFeature> lost) {
        Replication replication = wish.replication();
        boolean elsewhere =
                replication.isAnyStandby() || !replication.standbyNames().isEmpty();
        int standbys = Math.max(0, wish.electableReplicas() - 1);
        if (!replication.isSynchronous() || elsewhere || replication.confirmations() <= standbys) {
            return wish;
        }
        lost.add(new UnsupportedFeature(
                "translation.confirmations",
                ReplicationFeatures.SYNCHRONOUS,
                standbys == 0 ? "replication" : "replication.confirmations",
                Integer.toString(replication.confirmations()),
                standbys == 0
                        ? "no standby is left that could confirm: commits wait for nobody"
                        : "commits wait for " + standbys + " confirmations, because no more standbys are left",
                "add replicas, and ask for as many confirmations as before"));
        return standbys == 0
                ? ReplicationFeatures.SYNCHRONOUS.without(wish)
                : wish.withReplication(replication.withConfirmations(standbys));
    }

    /** The instances of further sets as instances of the one set; not where ordinals are told where to live. */
    private static PostgresCluster oneSet(PostgresCluster wish, Capabilities to, List<UnsupportedFeature> lost) {
        boolean several = wish.furtherInstances().stream().anyMatch(Fitting::isElectable);
        boolean placed = wish.placement()
                .map(PlacementPolicy::rules)
                .filter(rules -> !rules.isEmpty())
                .isPresent();
        if (!several || placed || to.of(InstanceFeatures.FURTHER_ELECTABLE_SETS).support() != Support.NO) {
            return wish;
        }
        lost.add(new UnsupportedFeature(
                "translation.one-set",
                InstanceFeatures.FURTHER_ELECTABLE_SETS,
                "furtherInstances",
                Integer.toString(wish.electableReplicas()),
                "there is one set of instances: it has as many as all sets had, and what the others said of volumes, place and "
                        + "resources is lost",
                "see that the one set fits where the others were"));
        return wish.withReplicas(wish.electableReplicas())
                .withFurtherInstances(wish.furtherInstances().stream()
                        .filter(set -> !isElectable(set))
                        .toList());
    }

    private static boolean isElectable(InstanceSet set) {
        return set.role() == InstanceSet.Role.ELECTABLE;
    }

    /** As much log as before, in the words of the version. */
    private static PostgresCluster sized(PostgresCluster wish) {
        int major = wish.version().major();
        return wish.withReplication(wish.replication()
                .withWalRetention(wish.replication().walRetention().map(kept -> kept.inUnitOf(major))));
    }
}
