package io.pgspan.operators.feature;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that an operator can't express: each feature its table refuses, and finer limits of those it has in part.
 *
 * <p>Leaving one thing out can make another one meaningless, so restricting goes on until nothing waived is left; each round leaves
 * something out, and there are never more rounds than limits.
 *
 * @param <O> the dialect's options
 */
public final class Restrictions<O> {
    private final List<Limit<O>> limits;

    private Restrictions(List<Limit<O>> limits) {
        this.limits = List.copyOf(limits);
    }

    /** The features the table refuses, then these limits. */
    public static <O> Restrictions<O> of(Capabilities capabilities, List<Limit<O>> finer) {
        List<Limit<O>> all = new ArrayList<>();
        for (Capability capability : capabilities.all()) {
            if (capability.support() == Support.NO) {
                all.add(new RefusedFeature<>(capabilities.dialect(), capability));
            }
        }
        all.addAll(finer);
        return new Restrictions<>(all);
    }

    /** What of a wish can't be expressed; empty when all of it can. */
    public List<UnsupportedFeature> find(PostgresCluster wish, O options) {
        List<UnsupportedFeature> found = new ArrayList<>();
        for (Limit<O> limit : limits) {
            List<UnsupportedFeature> one = limit.find(wish, options);
            if (!one.isEmpty()) {
                found.addAll(one);
            }
        }
        return found;
    }

    /** The wish without what can't be expressed and is waived; what is not waived stays. */
    public PostgresCluster restrict(PostgresCluster wish, O options, Waivers waivers) {
        PostgresCluster restricted = wish;
        if (waivers.paths().isEmpty()) {
            return restricted;
        }
        for (int round = 0; round <= limits.size(); round++) {
            PostgresCluster before = restricted;
            for (Limit<O> limit : limits) {
                List<UnsupportedFeature> found = limit.find(restricted, options);
                if (!found.isEmpty() && found.stream().allMatch(f -> waivers.cover(f.path()))) {
                    restricted = limit.restrict(restricted, options);
                }
            }
            if (restricted.equals(before)) {
                break;
            }
        }
        return restricted;
    }

    /**
     * The wish as it can be written.
     *
     * @throws InvalidException with everything that can't be expressed and is not waived
     */
    public PostgresCluster writable(PostgresCluster wish, O options, Waivers waivers) {
        PostgresCluster restricted = restrict(wish, options, waivers);
        List<UnsupportedFeature> left = find(restricted, options);
        if (!left.isEmpty()) {
            throw new InvalidException(
                    left.stream().map(UnsupportedFeature::toViolation).toList());
        }
        return restricted;
    }

    private record RefusedFeature<O>(String dialect, Capability capability) implements Limit<O> {
        @Override
        public List<UnsupportedFeature> find(PostgresCluster wish, O options) {
            Feature feature = capability.feature();
            return feature.usedIn(wish)
                    ? List.of(new UnsupportedFeature(
                            dialect + "." + feature.id(),
                            feature,
                            feature.path(),
                            "",
                            dialect + " can't express " + feature.title(),
                            capability.note()))
                    : List.of();
        }

        @Override
        public PostgresCluster restrict(PostgresCluster wish, O options) {
            return capability.feature().without(wish);
        }
    }
}
