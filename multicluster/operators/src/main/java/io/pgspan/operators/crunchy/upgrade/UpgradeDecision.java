package io.pgspan.operators.crunchy.upgrade;

import java.util.Optional;

/**
 * What the operator does with an upgrade next: its own order of looking, as a pure function. The operator asks whether its job has ended;
 * here the version that the cluster's status tells of the data stands for that.
 */
public final class UpgradeDecision {
    private UpgradeDecision() {}

    /**
     * The first reason that fits.
     *
     * @param cluster what is known of the cluster, empty when there is none of this name
     */
    public static UpgradeReason of(PgUpgrade upgrade, UpgradeStatus status, Optional<UpgradeFacts> cluster) {
        if (status.isSucceeded()) {
            return UpgradeReason.SUCCEEDED;
        }
        if (upgrade.from() >= upgrade.to()) {
            return UpgradeReason.INVALID;
        }
        return cluster.map(facts -> of(upgrade, status, facts)).orElse(UpgradeReason.CLUSTER_NOT_FOUND);
    }

    private static UpgradeReason of(PgUpgrade upgrade, UpgradeStatus status, UpgradeFacts facts) {
        if (facts.wantedVersion() == upgrade.to() && facts.dataVersion() != upgrade.to()) {
            return UpgradeReason.RESOLVED;
        }
        if (facts.dataVersion() == upgrade.to()) {
            return UpgradeReason.COMPLETED;
        }
        if (facts.runningInstances().map(pods -> pods > 0).orElse(!facts.shutdown())) {
            return UpgradeReason.NOT_SHUT_DOWN;
        }
        if (facts.runningInstances().isPresent() && facts.startupInstance().isEmpty()) {
            return UpgradeReason.PRIMARY_UNKNOWN;
        }
        if (facts.wantedVersion() != upgrade.from()) {
            return UpgradeReason.INVALID_FOR_CLUSTER;
        }
        if (!facts.allowed().equals(upgrade.name())) {
            return UpgradeReason.NOT_ALLOWED;
        }
        return status.isFailed() ? UpgradeReason.FAILED : UpgradeReason.GOES_ON;
    }
}
