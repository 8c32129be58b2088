package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.TreePath;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A wish over several Kubernetes clusters: a {@code Cluster} in each, of which the one with ordinal 0 leads and the others follow it, by
 * streaming where its host is known, and through the object store where there is one. Each names every other one, so that a switch of roles
 * changes nothing but {@code replica.primary}, and a token.
 *
 * <p>That is less than one cluster over several: commits do not wait for another Kubernetes cluster, and nobody is promoted there unless
 * somebody says so. Both are told, and have to be waived.
 */
final class DistributedTopology {
    private static final String RULES = "placement.rules";

    private final PostgresCluster wish;
    private final CloudNativePgOptions options;
    private final Assignment assignment;
    private final Topology topology;
    private final Residue residue;
    private final Waivers waivers;

    DistributedTopology(Wish<CloudNativePgOptions> said, Assignment assignment) {
        this.wish = said.cluster();
        this.options = said.options();
        this.assignment = assignment;
        this.topology = Topology.of(wish.name(), assignment);
        this.residue = said.residue().forNewObjects();
        this.waivers = said.how().waivers();
    }

    /** @throws InvalidException with everything that can't be expressed and is not waived */
    Map<String, List<ObjectNode>> render(String hub) {
        PostgresCluster here = PlacementFeatures.CLUSTERS.without(wish);
        PostgresCluster restricted = CnpgLimits.RESTRICTIONS.restrict(here, options, waivers);
        List<Violation> refused = new ArrayList<>();
        CnpgLimits.RESTRICTIONS.find(restricted, options).forEach(one -> refused.add(one.toViolation()));
        if (topology.isDistributed()) {
            changed(restricted).stream()
                    .filter(one -> !waivers.cover(one.path()))
                    .forEach(one -> refused.add(one.toViolation()));
            unreachable(restricted).ifPresent(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new InvalidException(refused);
        }
        Map<String, List<ObjectNode>> objects = new LinkedHashMap<>();
        if (!topology.isDistributed()) {
            String home = topology.homes().stream().findFirst().orElse(hub);
            objects.put(home, CloudNativePg.objects(restricted, options, residue));
        } else {
            topology.homes().forEach(home -> objects.put(home, member(restricted, home)));
        }
        return objects;
    }

    /** What a topology means otherwise than one cluster would. */
    private List<UnsupportedFeature> changed(PostgresCluster cluster) {
        List<UnsupportedFeature> changed = new ArrayList<>();
        changed.add(told(
                "distributed-promotion",
                PlacementFeatures.CLUSTERS,
                RULES,
                String.join(", ", topology.homes()),
                "nobody is promoted in another Kubernetes cluster by itself: a follower is promoted by hand, with the token of "
                        + "the one that led",
                "waive this path, or keep all members in one Kubernetes cluster"));
        List<String> certificates = topology.homes().stream()
                .filter(options.hosts()::containsKey)
                .map(topology::name)
                .flatMap(name -> Stream.of(replication(name), authority(name)))
                .toList();
        if (!certificates.isEmpty()) {
            changed.add(
                    told(
                            "distributed-secrets",
                            PlacementFeatures.CLUSTERS,
                            RULES,
                            String.join(", ", certificates),
                            "members log in to each other by certificates that the operator makes where each member lives, and nobody copies",
                            "copy each of these secrets, and every secret the wish names, to the other Kubernetes clusters, and waive this path"));
        }
        if (cluster.replication().streaming() == Streaming.SYNCHRONOUS) {
            changed.add(told(
                    "distributed-asynchronous",
                    ReplicationFeatures.SYNCHRONOUS,
                    "replication.streaming",
                    "SYNCHRONOUS",
                    "commits wait for instances of the leading Kubernetes cluster only: the others follow asynchronously, and lose "
                            + "the last commits when it is lost",
                    "waive this path, or commit asynchronously"));
            if (cluster.replication().confirmations() >= count(topology.homes().get(0))) {
                changed.add(told(
                        "distributed-confirmations",
                        ReplicationFeatures.SYNCHRONOUS,
                        "replication.confirmations",
                        Integer.toString(cluster.replication().confirmations()),
                        "the leading Kubernetes cluster has too few instances to confirm so often; it would be asked for as many as "
                                + "it can",
                        "place more instances there, or ask for fewer confirmations"));
            }
        }
        return changed;
    }

    private static UnsupportedFeature told(
            String rule, Feature feature, String path, String value, String message, String remedy) {
        return new UnsupportedFeature("cnpg." + rule, feature, path, value, message, remedy);
    }

    /** Nothing waives this: a follower without a source is none. */
    private Optional<Violation> unreachable(PostgresCluster cluster) {
        boolean reached =
                repository(cluster).isPresent() || topology.homes().stream().allMatch(options.hosts()::containsKey);
        return reached
                ? Optional.empty()
                : Optional.of(Violation.of(
                        "cnpg.distributed-reach",
                        "backups",
                        String.join(", ", topology.homes()),
                        "nothing says how the clusters reach each other",
                        "add a repository, or name the host of each in the options"));
    }

    private static Optional<Repository> repository(PostgresCluster cluster) {
        return cluster.backups()
                .map(Backups::repositories)
                .flatMap(all -> all.stream().findFirst());
    }

    private int count(String home) {
        return (int) assignment.replicas().stream()
                .filter(placed -> placed.clusterName().equals(home))
                .count();
    }

    private List<ObjectNode> member(PostgresCluster cluster, String home) {
        String leader = topology.homes().get(0);
        boolean leads = home.equals(leader);
        String source = leads ? topology.homes().get(1) : leader;
        PostgresCluster.Builder own = PostgresCluster.builder()
                .from(cluster)
                .name(topology.name(home))
                .replicas(count(home))
                .standby(StandbyCluster.builder().enabled(!leads).stream(server(source))
                        .repository(repository(cluster).map(Repository::name))
                        .build());
        if (!leads) {
            own.dataSource(Optional.empty())
                    .initScripts(List.of())
                    .access(cluster.access().withDatabases(List.of()));
        }
        int most = count(home) - 1;
        if (cluster.replication().streaming() == Streaming.SYNCHRONOUS
                && cluster.replication().confirmations() > most) {
            own.replication(
                    most > 0
                            ? cluster.replication().withConfirmations(most)
                            : ReplicationFeatures.SYNCHRONOUS.without(cluster).replication());
        }
        CloudNativePgOptions said =
                options.withReplica(ReplicaDetails.of(topology.name(source), null, topology.name(leader)));
        List<ObjectNode> objects = CloudNativePg.objects(
                own.build(), said, leads ? residue : residue.without(CnpgWords.CLUSTER, TreePath.of("spec.bootstrap")));
        for (ObjectNode object : objects) {
            if (object.path("kind").asText().equals(CnpgWords.CLUSTER)) {
                others(cluster, source, CnpgWords.object(object, CnpgWords.SPEC));
            }
        }
        return objects;
    }

    /** The members that it does not follow now, and may follow one day, and itself: the topology names members by these. */
    private void others(PostgresCluster cluster, String source, ObjectNode spec) {
        for (String other : topology.homes()) {
            if (!other.equals(source)) {
                String name = topology.name(other);
                server(other).ifPresent(server -> ExternalCluster.write(spec, name, server));
                repository(cluster).ifPresent(repository -> SourceWriter.store(spec, name, repository, options));
            }
        }
    }

    /** By the certificates that the operator makes for its standbys, which have to be copied to the other Kubernetes clusters. */
    private Optional<Connection> server(String home) {
        String name = topology.name(home);
        return Optional.ofNullable(options.hosts().get(home))
                .map(host -> Connection.builder()
                        .host(host)
                        .user("streaming_replica")
                        .database("postgres")
                        .sslMode(SslMode.VERIFY_CA)
                        .clientCertificate(SecretRef.of(replication(name)))
                        .serverCa(SecretRef.of(authority(name)))
                        .build());
    }

    private static String replication(String member) {
        return member + "-replication";
    }

    private static String authority(String member) {
        return member + "-ca";
    }
}
