package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.access.Tls;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One wish over several Kubernetes clusters: a primary cluster where ordinal 0 lives, standby clusters of the same name elsewhere. What a standby must not do of its own is
 * left out of it: it has no source of first data, and no SQL that would run when it is promoted. Its schedules rest while it follows.
 */
final class CrunchyFederation {
    private final PostgresCluster wish;
    private final CrunchyOptions options;
    private final Assignment assignment;
    private final Set<String> places;
    private final Residue residue;
    private final WriteOptions how;

    CrunchyFederation(Wish<CrunchyOptions> said, Assignment assignment) {
        this.wish = said.cluster();
        this.options = said.options();
        this.residue = said.residue().forNewObjects();
        this.how = said.how();
        this.assignment = assignment;
        this.places = new LinkedHashSet<>();
        assignment.replicas().forEach(placed -> places.add(placed.clusterName()));
    }

    /** The primary cluster first; all of it in the hub where nothing is assigned. */
    Map<String, List<ObjectNode>> render(Crunchy dialect, String hub) {
        if (places.isEmpty()) {
            return Map.of(hub, dialect.write(wish, options, residue, how));
        }
        PostgresCluster whole = places.size() == 1 ? local() : wish;
        List<UnsupportedFeature> changed = new ArrayList<>(across());
        changed.removeIf(found -> how.waivers().cover(found.path()));
        PostgresCluster restricted = dialect.restrictions().restrict(whole, options, how.waivers());
        changed.addAll(dialect.unsupported(restricted, options));
        List<Violation> violations = new ArrayList<>(
                changed.stream().map(UnsupportedFeature::toViolation).toList());
        Optional<StandbyCluster> standby = Optional.empty();
        if (places.size() > 1) {
            standby = standby(restricted, violations);
            confirmations(at(restricted, places.iterator().next()), violations);
        }
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        Map<String, List<ObjectNode>> rendered = new LinkedHashMap<>();
        for (String place : places) {
            PostgresCluster here = at(restricted, place);
            PostgresCluster cluster = rendered.isEmpty() ? here : follower(here, standby);
            rendered.put(place, List.of(ClusterWriter.write(cluster, options, residue)));
        }
        return rendered;
    }

    /** A rule that names the one Kubernetes cluster it all goes to changes nothing: the object is put there. */
    private PostgresCluster local() {
        return PlacementFeatures.CLUSTERS.without(wish);
    }

    /** What the wish means otherwise once it is several clusters; PGO says that of the rules themselves. */
    private List<UnsupportedFeature> across() {
        List<UnsupportedFeature> found = new ArrayList<>();
        if (places.size() > 1 && wish.replication().isSynchronous()) {
            found.add(changed(
                    "synchronous-across",
                    ReplicationFeatures.SYNCHRONOUS,
                    "replication.streaming",
                    "confirmations come from the primary's Kubernetes cluster only; standby clusters follow asynchronously, and one"
                            + " with too few replicas is asynchronous itself, also once it is promoted",
                    "keep enough replicas in every Kubernetes cluster"));
        }
        if (places.size() > 1) {
            found.add(changed(
                    "standby-secrets",
                    PlacementFeatures.CLUSTERS,
                    "placement.rules",
                    "each Kubernetes cluster makes secrets " + wish.name()
                            + "-pguser-… with passwords of its own, but the passwords in the"
                            + " data are the leading one's",
                    "copy these secrets, and every secret the wish names, from "
                            + places.iterator().next() + " to the other Kubernetes clusters, and waive this"));
        }
        if (places.size() > 1 && wish.standby().isPresent()) {
            found.add(changed(
                    "standby-across",
                    ReplicationFeatures.STANDBY_CLUSTER,
                    "standby",
                    "the first cluster follows another one already, and the others would follow the first",
                    "render the standby for one Kubernetes cluster"));
        }
        return found;
    }

    private static UnsupportedFeature changed(
            String rule, Feature feature, String path, String message, String remedy) {
        return new UnsupportedFeature(CrunchyWords.DIALECT + "." + rule, feature, path, feature.id(), message, remedy);
    }

    private Optional<StandbyCluster> standby(PostgresCluster restricted, List<Violation> violations) {
        Federation federation = options.federation();
        List<Repository> repositories =
                restricted.backups().map(Backups::repositories).orElse(List.of());
        List<String> reached = repositories.stream()
                .filter(one -> GlobalOptions.isCloud(one.target()))
                .map(Repository::name)
                .toList();
        Optional<String> repository =
                federation.repository().or(() -> reached.stream().findFirst());
        if (repository.filter(name -> !reached.contains(name)).isPresent()) {
            violations.add(Violation.of(
                    "crunchy.standby-repository",
                    "backups.repositories",
                    repository.get(),
                    "the wish has no such repository in an object store, which all Kubernetes clusters would reach",
                    "add it, or follow by another one"));
        }
        if (repository.isEmpty() && federation.address().isEmpty()) {
            violations.add(Violation.of(
                    "crunchy.standby-source",
                    "placement.rules",
                    String.join(", ", places),
                    "standby clusters have nothing to follow: no repository in an object store, and no address of the primary",
                    "add a repository in an object store, or name the primary's address in the options"));
        }
        boolean certified = restricted.tls().flatMap(Tls::serverCertificate).isPresent()
                && restricted.tls().flatMap(Tls::replicationCertificate).isPresent();
        if (federation.address().isPresent() && !certified) {
            violations.add(
                    Violation.of(
                            "crunchy.standby-certificates",
                            "tls",
                            federation.address().get(),
                            "each Kubernetes cluster would have an authority of its own, and streaming between them would be refused",
                            "name secrets with the server's and the standbys' certificate, of one authority, in every Kubernetes cluster"));
        }
        return Optional.of(StandbyCluster.builder().repository(repository).stream(federation
                        .address()
                        .map(host -> Connection.builder()
                                .host(host)
                                .port(federation.port().orElse(options.port()))
                                .build()))
                .build());
    }

    private static void confirmations(PostgresCluster home, List<Violation> violations) {
        int needed = home.replication().confirmations();
        if (home.replication().isSynchronous() && home.electableReplicas() <= needed) {
            violations.add(Violation.of(
                    "crunchy.confirmations",
                    "replication.confirmations",
                    String.valueOf(needed),
                    "the primary's Kubernetes cluster has only " + home.electableReplicas()
                            + " replicas, and no other can confirm",
                    "put more replicas with ordinal 0, or ask for fewer confirmations"));
        }
    }

    /** The part of the wish that goes to one Kubernetes cluster. */
    private PostgresCluster at(PostgresCluster restricted, String place) {
        List<Placed> here = assignment.replicas().stream()
                .filter(placed -> placed.clusterName().equals(place))
                .toList();
        String storageClass = here.get(0).storageClassName();
        Storage storage = restricted.storage();
        boolean named = !storageClass.isEmpty() && (storage.storageClass().isPresent() || isRuled(place));
        return restricted.withReplicas(here.size()).withStorage(named ? storage.onClass(storageClass) : storage);
    }

    private boolean isRuled(String place) {
        return wish.placement().stream()
                .flatMap(policy -> policy.rules().stream())
                .anyMatch(rule ->
                        rule.clusterName().equals(place) && rule.storageClass().isPresent());
    }

    /** Further sets stay with the primary; confirmations need as many standbys. */
    private static PostgresCluster follower(PostgresCluster here, Optional<StandbyCluster> standby) {
        boolean few = here.replicas() <= here.replication().confirmations();
        PostgresCluster able = few ? ReplicationFeatures.SYNCHRONOUS.without(here) : here;
        return able.withStandby(standby)
                .withFurtherInstances(List.of())
                .withDataSource(Optional.empty())
                .withInitScripts(List.of());
    }
}
