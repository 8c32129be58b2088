package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.DialectOptions;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says a cluster that was read for one operator in the words of another.
 *
 * <ol>
 *   <li>What only the source's operator understands is left out: images, its own objects, its orders in annotations.
 *   <li>What the other operator can't express is left out, until nothing of it is left.
 *   <li>What is left is made to hold together: instances of several sets become one set, nobody waits for standbys that are gone.
 *   <li>The rest is written and read back: what comes back otherwise than it was said is a change of meaning, like everything that the two
 *       operators are known to do differently.
 * </ol>
 *
 * <p>Losses are no failures: they are listed. Nothing is lost in silence: the source's wish and what the other operator reads differ only where the translation tells it.
 * Residue is never carried over to another operator; the same operator knows what it means, so there it is kept, but for what an API server notes
 * about one object. Cost: the source is written twice, the target once and read once.
 */
public final class Translator {
    private Translator() {}

    /**
     * The same cluster for another operator, under the same name.
     *
     * @throws io.pgspan.model.validation.InvalidException when the reading has an error
     * @throws io.pgspan.model.PgspanException when the reading holds no cluster
     */
    public static <A extends DialectOptions, B extends DialectOptions> Translation<B> translate(
            Reading<A> reading, Dialect<A> from, Dialect<B> to) {
        return translate(reading, from, to, Destination.same());
    }

    /**
     * The same cluster for another operator.
     *
     * @throws io.pgspan.model.validation.InvalidException when the reading has an error
     * @throws io.pgspan.model.PgspanException when the reading holds no cluster
     */
    public static <A extends DialectOptions, B extends DialectOptions> Translation<B> translate(
            Reading<A> reading, Dialect<A> from, Dialect<B> to, Destination<B> where) {
        PostgresCluster source = reading.orThrow();
        boolean same = from.id().equals(to.id());
        B options = where.options().orElseGet(() -> same ? carried(reading.options(), to) : to.defaults());
        List<UnsupportedFeature> lost = new ArrayList<>();
        PostgresCluster said = where.of(source);
        PostgresCluster plain = new OwnThings(from.conduct(), to.conduct(), same).leave(said, lost);
        PostgresCluster fit = same ? plain : Fitting.before(plain, to.capabilities(), lost);
        PostgresCluster wish = Fitting.after(Losses.leave(fit, to, options, lost), lost);
        List<UnsupportedFeature> impossible = to.unsupported(wish, options);
        lost.removeAll(impossible);
        Residue kept = same ? reading.residue().forNewObjects() : Residue.none();
        List<ObjectNode> manifests = impossible.isEmpty() ? to.write(wish, options, kept) : List.of();
        Reading<B> read = to.read(ManifestSet.of(manifests), ReadOptions.ofDefaults());
        EveryCluster every = new EveryCluster();
        Map<String, List<ObjectNode>> everywhere = where.over() == null || !impossible.isEmpty()
                ? Map.of()
                : every.render(new Wish<>(fit, options, kept, WriteOptions.ofDefaults()), to, where.over(), lost);
        PostgresCluster understood = read.cluster().orElse(wish);
        return new Translation<>(
                wish,
                options,
                manifests,
                everywhere,
                impossible,
                lost,
                SourceRest.of(reading, from, !same || where.options().isPresent(), read.residue()),
                all(new Changes(from, to).between(source, said, wish, understood, lost), every.changed()),
                new Ways<>(source, wish, from, to, options, where.source()).all(),
                all(impossible.isEmpty() ? read.lint() : List.of(), every.lint()));
    }

    private static <T> List<T> all(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Dialects of one name have options of one type. */
    @SuppressWarnings("unchecked")
    private static <B extends DialectOptions> B carried(DialectOptions options, Dialect<B> to) {
        B defaults = to.defaults();
        return defaults.getClass().isInstance(options) ? (B) options : defaults;
    }
}
