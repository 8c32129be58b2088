package io.pgspan.operators.translation;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.conduct.Conduct;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Pods chosen by labels that the source's operator puts on them: with another operator no pod has these labels, so that an affinity holds nothing
 * together and nothing apart, and a spread counts no pod. A spread counts the cluster's own pods when no selector is said, which is what was meant.
 */
final class OwnSelectors {
    private static final PlacementPolicy NOTHING = PlacementPolicy.builder().build();

    private final Conduct from;

    OwnSelectors(Conduct from) {
        this.from = from;
    }

    /** The wish without such affinities. */
    PostgresCluster withoutAffinities(PostgresCluster wish) {
        return wish.withPlacement(wish.placement().map(this::affinities).filter(left -> !left.equals(NOTHING)));
    }

    /** The wish whose spreads count the cluster's own pods. */
    PostgresCluster withoutSelectors(PostgresCluster wish) {
        return wish.withPlacement(wish.placement().map(this::spreads));
    }

    /** The same for further sets. */
    PostgresCluster inSets(PostgresCluster wish) {
        return wish.withFurtherInstances(wish.furtherInstances().stream()
                .<InstanceSet>map(set -> set.placement().isEmpty()
                        ? set
                        : set.toBuilder()
                                .placement(set.placement()
                                        .map(placement -> spreads(affinities(placement)))
                                        .filter(left -> !left.equals(NOTHING)))
                                .build())
                .toList());
    }

    private PlacementPolicy affinities(PlacementPolicy placement) {
        Affinity said = placement.affinity();
        return said.isEmpty()
                ? placement
                : placement.withAffinity(new Affinity(said.nodes(), kept(said.near()), kept(said.apart())));
    }

    private PodAffinity kept(PodAffinity said) {
        return new PodAffinity(
                said.required().stream().filter(term -> !isOwn(term)).toList(),
                said.preferred().stream().filter(one -> !isOwn(one.term())).toList());
    }

    private boolean isOwn(PodTerm term) {
        return isOwn(term.pods()) || isOwn(term.matchLabelKeys()) || isOwn(term.mismatchLabelKeys());
    }

    private PlacementPolicy spreads(PlacementPolicy placement) {
        List<Spread> spreads = placement.spreads().stream().map(this::own).toList();
        return spreads.equals(placement.spreads()) ? placement : placement.withSpreads(spreads);
    }

    private Spread own(Spread said) {
        boolean own = isOwn(Optional.ofNullable(said.selector())) || isOwn(said.matchLabelKeys());
        return own
                ? new Spread(
                        said.topologyKey(),
                        said.maxSkew(),
                        said.whenUnsatisfiable(),
                        null,
                        said.minDomainCount(),
                        said.nodeAffinityPolicy(),
                        said.nodeTaintsPolicy(),
                        said.matchLabelKeys().stream()
                                .filter(key -> !from.owns(key))
                                .toList())
                : said;
    }

    private boolean isOwn(Optional<LabelSelector> selector) {
        return selector.filter(pods -> isOwn(pods.labels().keySet())
                        || pods.requirements().stream().anyMatch(one -> from.owns(one.key())))
                .isPresent();
    }

    private boolean isOwn(Collection<String> keys) {
        return keys.stream().anyMatch(from::owns);
    }
}
