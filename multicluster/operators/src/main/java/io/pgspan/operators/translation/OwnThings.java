package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a wish says in words that only the source's operator understands, although the model has a place for it: images made for it, names of
 * its own objects, settings of its backup tool, orders in annotations. The other operator could write most of it, and would do something else
 * with it or nothing at all.
 */
final class OwnThings {
    /** What {@code kubectl apply} notes: the whole of the old manifest. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private record Own(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            UnaryOperator<PostgresCluster> without) {}

    private final Conduct from;
    private final boolean sameOperator;
    private final boolean sameBackups;

    OwnThings(Conduct from, Conduct to, boolean sameOperator) {
        this.from = from;
        this.sameOperator = sameOperator;
        this.sameBackups = to.receiving().restores().contains(from.serving().backups());
    }

    /** The wish without them; each that there was is added to the list. */
    PostgresCluster leave(PostgresCluster wish, List<UnsupportedFeature> lost) {
        PostgresCluster left = notes(wish, lost);
        if (sameOperator) {
            return left;
        }
        for (Own own : owns()) {
            PostgresCluster without = own.without().apply(left);
            if (!without.equals(left)) {
                lost.add(new UnsupportedFeature(
                        "translation." + own.rule(), own.feature(), own.path(), "", own.message(), own.remedy()));
                left = without;
            }
        }
        return left;
    }

    private PostgresCluster notes(PostgresCluster wish, List<UnsupportedFeature> lost) {
        return wish.withAnnotations(kept(wish.annotations(), "annotations", InstanceFeatures.ANNOTATIONS, lost))
                .withLabels(kept(wish.labels(), "labels", InstanceFeatures.LABELS, lost));
    }

    private Map<String, String> kept(
            Map<String, String> all, String path, Feature feature, List<UnsupportedFeature> lost) {
        Map<String, String> kept = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.equals(LAST_APPLIED) || (!sameOperator && from.owns(key))) {
                lost.add(new UnsupportedFeature(
                        "translation.order",
                        feature,
                        path + "[\"" + key + "\"]",
                        WishParts.cut(value),
                        "it is a note about the old object, or an order to its operator",
                        "leave it out; say what it ordered in the new operator's words"));
            } else {
                kept.put(key, value);
            }
        });
        return kept;
    }

    private List<Own> owns() {
        List<Own> owns = new ArrayList<>(List.of(
                new Own(
                        "image",
                        InstanceFeatures.IMAGE,
                        "image",
                        "an image of PostgreSQL is made for one operator, with its agent and its directories",
                        "name one that is made for the other operator, with the same extensions",
                        wish -> wish.withImage(Optional.empty())),
                new Own(
                        "existing-repository",
                        OperationFeatures.BACKUPS,
                        "backups",
                        "a repository is an object of the source's operator",
                        "describe the bucket itself",
                        OwnThings::described),
                new Own(
                        "metrics-object",
                        PlacementFeatures.METRICS_PER_CLUSTER,
                        "placement.rules.metricsSource",
                        "a source of metrics is an object of the source's operator",
                        "give its URL",
                        OwnThings::measured),
                new Own(
                        "standby-object",
                        ReplicationFeatures.STANDBY_CLUSTER,
                        "standby",
                        "the followed server is described by an object of the source's operator; without it the new cluster has a primary of its own",
                        "describe the connection itself",
                        wish -> followed(
                                wish,
                                s -> StandbyCluster.builder()
                                        .from(s)
                                        .source(Optional.empty())
                                        .build())),
                new Own(
                        "data-source",
                        OperationFeatures.RESTORE,
                        "dataSource",
                        "the data that the source was once made from are named or kept in its operator's own way",
                        "move the data of the source itself",
                        this::made)));
        owns.addAll(chosen(new OwnSelectors(from)));
        if (!sameBackups) {
            owns.add(new Own(
                    "backup-tool",
                    OperationFeatures.BACKUP_TUNING,
                    "backups",
                    "settings, compression, image and encryption are those of the source's backup tool",
                    "say them anew in the words of the other tool",
                    OwnThings::untuned));
            owns.add(new Own(
                    "standby",
                    ReplicationFeatures.STANDBY_CLUSTER,
                    "standby",
                    "the archived log is in the form of another backup tool; what followed by it alone has a primary of its own now",
                    "follow by streaming",
                    wish -> followed(
                            wish,
                            s -> StandbyCluster.builder()
                                    .from(s)
                                    .repository(Optional.empty())
                                    .build())));
        }
        return owns;
    }

    private static List<Own> chosen(OwnSelectors selectors) {
        String message =
                "pods are chosen by labels that the source's operator puts on its own; no pod of another operator has them";
        return List.of(
                new Own(
                        "affinity-labels",
                        PlacementFeatures.POD_AFFINITY,
                        "placement.affinity",
                        message,
                        "keep instances apart by spreads, which count the cluster's own pods",
                        selectors::withoutAffinities),
                new Own(
                        "spread-labels",
                        PlacementFeatures.SPREAD_REFINED,
                        "placement.spreads.selector",
                        message + "; the cluster's own pods are counted now",
                        "nothing, where the cluster's own pods were meant",
                        selectors::withoutSelectors),
                new Own(
                        "set-labels",
                        InstanceFeatures.SET_PLACEMENT,
                        "furtherInstances",
                        message,
                        "keep instances apart by spreads, which count the cluster's own pods",
                        selectors::inSets));
    }

    private static PostgresCluster described(PostgresCluster wish) {
        return backups(wish, backups -> {
            List<Repository> kept = backups.repositories().stream()
                    .filter(repository -> !(repository.target() instanceof RepositoryTarget.Existing))
                    .toList();
            Set<String> names = kept.stream().map(Repository::name).collect(Collectors.toSet());
            return backups.toBuilder()
                    .repositories(kept)
                    .manual(backups.manual().filter(manual -> names.contains(manual.repository())))
                    .build();
        });
    }

    private static PostgresCluster untuned(PostgresCluster wish) {
        return backups(
                wish,
                backups -> backups.toBuilder()
                        .repositories(backups.repositories().stream()
                                .map(repository -> repository.toBuilder()
                                        .encryption(Optional.empty())
                                        .build())
                                .toList())
                        .toolOptions(Map.of())
                        .image(Optional.empty())
                        .walArchive(backups.walArchive()
                                .map(archive -> archive.toBuilder()
                                        .compression(Optional.empty())
                                        .encryption(Optional.empty())
                                        .build())
                                .filter(archive ->
                                        !archive.equals(WalArchive.builder().build())))
                        .build());
    }

    private static PostgresCluster backups(PostgresCluster wish, UnaryOperator<Backups> change) {
        return wish.withBackups(wish.backups()
                .map(said -> {
                    Backups changed = change.apply(said);
                    return changed.equals(said) ? said : changed;
                })
                .filter(left -> wish.backups().filter(left::equals).isPresent()
                        || !left.equals(Backups.builder().build())));
    }

    private static PostgresCluster measured(PostgresCluster wish) {
        return wish.withPlacement(wish.placement()
                .map(placement -> placement.withRules(
                        placement.rules().stream().map(OwnThings::measured).toList())));
    }

    private static ClusterRule measured(ClusterRule rule) {
        return rule.metrics().filter(source -> source.binding().isPresent()).isPresent()
                ? new ClusterRule(rule.clusterName(), rule.ordinals(), rule.storageClassName(), null)
                : rule;
    }

    private static PostgresCluster followed(PostgresCluster wish, UnaryOperator<StandbyCluster> change) {
        return wish.withStandby(wish.standby()
                .map(change)
                .filter(standby -> standby.stream().isPresent()
                        || standby.repository().isPresent()
                        || standby.source().isPresent()));
    }

    /** A connection and a dump are understood by everybody, a backup by who has the same tool. */
    private PostgresCluster made(PostgresCluster wish) {
        return wish.withDataSource(wish.dataSource().filter(this::isForEverybody));
    }

    private boolean isForEverybody(DataSource source) {
        return source.match(
                initDb -> true,
                clone -> clone.clusterName().isEmpty(),
                restore -> sameBackups
                        && restore.repository()
                                .filter(one -> !(one.target() instanceof RepositoryTarget.Existing))
                                .isPresent(),
                volumes -> false,
                dump -> true);
    }
}
