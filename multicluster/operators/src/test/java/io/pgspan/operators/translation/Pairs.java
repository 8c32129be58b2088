package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.dialects.Dialects;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every operator with every operator, itself included. */
final class Pairs {
    /** What belongs to a feature that is told by another of its parts. */
    private static final Map<String, String> TOLD_BY = Map.of(
            "monitoring.defaultQueries", "monitoring.queries",
            "placement.affinity.apart.preferred", "placement.affinity.near",
            "placement.affinity.apart.required", "placement.affinity.near");

    record Pair<A extends DialectOptions, B extends DialectOptions>(Dialect<A> from, Dialect<B> to) {

        Translation<B> translate(Reading<A> reading) {
            return Translator.translate(reading, from, to);
        }

        /** There, and back again. */
        Translation<A> back(Translation<B> there) {
            return Translator.translate(to.read(ManifestSet.of(there.manifests()), ReadOptions.ofDefaults()), to, from);
        }

        /** What nobody reads in the other operator's objects. */
        Residue residueThere(Translation<B> there) {
            return to.read(ManifestSet.of(there.manifests()), ReadOptions.ofDefaults())
                    .residue();
        }

        /** What the source's operator has of a wish, as read from its manifests. */
        Reading<A> reading(PostgresCluster wish) {
            return read(from.write(wish, from.defaults(), Residue.none(), WriteOptions.waiving(WishParts.roots())));
        }

        /** Whether the source's operator can have a cluster that follows, as this wish says. */
        boolean reads(PostgresCluster wish) {
            return reading(wish)
                    .cluster()
                    .filter(read -> read.standby().isPresent())
                    .isPresent();
        }

        /** What the source's operator reads in objects of its own. */
        Reading<A> read(List<ObjectNode> objects) {
            return from.read(ManifestSet.of(objects), ReadOptions.ofDefaults());
        }

        @Override
        public String toString() {
            return from.id() + " to " + to.id();
        }
    }

    private Pairs() {}

    static List<Pair<?, ?>> all() {
        List<Pair<?, ?>> pairs = new ArrayList<>();
        for (Dialect<?> from : Dialects.known().all()) {
            for (Dialect<?> to : Dialects.known().all()) {
                pairs.add(pair(from, to));
            }
        }
        return pairs;
    }

    static Pair<?, ?> of(String from, String to) {
        return pair(Dialects.known().of(from), Dialects.known().of(to));
    }

    /** The list an item is in: what changes of one item is told of the list. */
    static String whole(String path) {
        int item = path.indexOf('[');
        String list = item < 0 ? path : path.substring(0, item);
        return TOLD_BY.getOrDefault(list, list);
    }

    /** The paths of what is told to be lost. */
    static List<String> paths(Translation<?> translation) {
        return translation.lost().stream().map(UnsupportedFeature::path).toList();
    }

    private static <A extends DialectOptions, B extends DialectOptions> Pair<A, B> pair(
            Dialect<A> from, Dialect<B> to) {
        return new Pair<>(from, to);
    }
}
