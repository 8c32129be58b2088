package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.ReplicationFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PGO has in part only of replication, election and parameters. */
final class ReplicationParts {
    private static final int MEGABYTES_OF_SEGMENT = 16;

    private ReplicationParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(
                PartLimit.of(
                        "crunchy.sync-unused",
                        ReplicationFeatures.SYNCHRONOUS,
                        "replication",
                        "PGO has no settings of synchronous replication while it is asynchronous",
                        "leave them out, or make it synchronous",
                        wish -> wish.replication().isSynchronous()
                                ? wish
                                : ReplicationFeatures.SYNCHRONOUS.without(wish)),
                PartLimit.of(
                        "crunchy.any-synchronous",
                        ReplicationFeatures.SYNCHRONOUS,
                        "replication.method",
                        "Patroni before 4 names the standbys that confirm, and would take quorum for no"
                                + " synchronous replication at all",
                        "use FIRST, or say in the options that the image has Patroni 4",
                        (wish, options) -> isAny(wish) && !options.quorumCommit()
                                ? wish.withReplication(wish.replication().withMethod(SyncMethod.FIRST))
                                : wish),
                PartLimit.of(
                        "crunchy.keep-segments",
                        ReplicationFeatures.WAL_RETENTION,
                        "replication.walRetention",
                        "since PostgreSQL 13 what is kept is a size, and a server that is told a number of segments does not"
                                + " start",
                        "say it as a size: a segment is 16 MB",
                        ReplicationParts::sized),
                PartLimit.of(
                        "crunchy.parameters-of-replication",
                        InstanceFeatures.PARAMETERS,
                        "parameters",
                        "PGO says parts of replication by these parameters, which are then said twice: "
                                + String.join(", ", new TreeSet<>(ReplicationParameters.ALL)),
                        "say it as replication only",
                        wish -> ReplicationParameters.areReadBack(wish) ? wish : withoutWords(wish)),
                PartLimit.of(
                        "crunchy.lease-seconds",
                        ReplicationFeatures.LEASE_TIMING,
                        "election",
                        "Patroni counts in whole seconds, the time between period and deadline included",
                        "use whole seconds, and a deadline between period and duration",
                        wish -> wish.election()
                                        .filter(ElectionTiming.Lease.class::isInstance)
                                        .map(ElectionTiming.Lease.class::cast)
                                        .filter(lease -> !PatroniSection.isSayable(lease))
                                        .isPresent()
                                ? wish.withElection(Optional.empty())
                                : wish),
                PartLimit.of(
                        "crunchy.standby-source",
                        ReplicationFeatures.STANDBY_CLUSTER,
                        "standby",
                        "a standby follows a repository, or a host and port with the cluster's own certificates",
                        "name a repository or host and port, and the certificates in tls",
                        wish -> wish.standby().isEmpty()
                                ? wish
                                : wish.withStandby(wish.standby().flatMap(ReplicationParts::sayable))));
    }

    private static boolean isAny(PostgresCluster wish) {
        return wish.replication().isSynchronous() && wish.replication().method() == SyncMethod.ANY;
    }

    private static PostgresCluster sized(PostgresCluster wish) {
        return wish.version().major() > ReplicationParameters.SEGMENTS_UNTIL
                        && wish.replication().walRetention().orElse(null) instanceof WalRetention.KeepSegments kept
                ? wish.withReplication(wish.replication()
                        .withWalRetention(new WalRetention.KeepSize(kept.segments() * MEGABYTES_OF_SEGMENT)))
                : wish;
    }

    private static PostgresCluster withoutWords(PostgresCluster wish) {
        Map<String, String> kept = new TreeMap<>(wish.parameters());
        kept.keySet().removeAll(ReplicationParameters.ALL);
        return wish.withParameters(kept);
    }

    private static Optional<StandbyCluster> sayable(StandbyCluster standby) {
        if (standby.repository().isEmpty() && standby.stream().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                StandbyCluster.builder().enabled(standby.isEnabled()).repository(standby.repository()).stream(
                                standby.stream()
                                        .map(source -> Connection.builder()
                                                .host(source.host())
                                                .port(source.port())
                                                .build()))
                        .build());
    }
}
