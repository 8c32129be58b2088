package io.pgspan.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.operators.feature.Features;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.feature.UnsupportedFeature;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever can be said: a dialect writes all of it that its operator can express, and what it can't is told, neither more nor less. */
public abstract class WholeModelFrame<O extends DialectOptions> {
    private final RoundTrip<O> trip;

    protected WholeModelFrame(Dialect<O> dialect) {
        this.trip = new RoundTrip<>(dialect);
    }

    /** Options that fit a wish; what is of no use for it is not said. */
    protected abstract O options(PostgresCluster wish, Random random);

    /** Whether the operator can have it at all, whatever is left out. */
    protected boolean isPossible(PostgresCluster wish) {
        return true;
    }

    /** The wish in the one form it is read back in. */
    protected PostgresCluster canonical(PostgresCluster written) {
        return written;
    }

    /** Rules of what only reading can judge, because it depends on what is neither in the wish nor in the options. */
    protected Set<String> judgedInReadingOnly() {
        return Set.of();
    }

    @Property(tries = 1000)
    void whatIsReadBackIsTheWishWithoutWhatWasToldToBeUnsupported(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        Assume.that(Validator.validate(wish).isEmpty() && isPossible(wish));
        O options = options(wish, new Random(seed));
        List<String> paths = trip.dialect().unsupported(wish, options).stream()
                .map(UnsupportedFeature::path)
                .toList();
        PostgresCluster restricted = restrictedAsFarAsWaived(wish, options);

        Reading<O> again = trip.read(trip.dialect().write(wish, options, Residue.none(), RoundTrip.WAIVED));

        if (Validator.validate(restricted).isEmpty()) {
            assertThat(again.violations())
                    .as("a sound wish is written soundly")
                    .filteredOn(one -> !judgedInReadingOnly().contains(one.rule()))
                    .isEmpty();
        }
        assertThat(again.cluster()).contains(canonical(restricted));
        assertThat(again.options()).isEqualTo(options);
        assertThat(again.residue()).isEqualTo(Residue.none());
        assertThat(paths.isEmpty()).isEqualTo(restricted.equals(wish));
        Set<String> told = paths.stream().map(WholeModelFrame::part).collect(Collectors.toSet());
        assertThat(Features.all())
                .filteredOn(feature -> feature.usedIn(wish) && !feature.usedIn(restricted))
                .allSatisfy(feature -> assertThat(told).contains(part(feature.path())));
    }

    @Property(tries = 200)
    void nothingUnsupportedIsLeftOutUnlessItIsWaived(@ForAll long seed) {
        PostgresCluster wish = AnyWish.of(new Random(seed));
        List<UnsupportedFeature> unsupported =
                trip.dialect().unsupported(wish, trip.dialect().defaults());
        Assume.that(!unsupported.isEmpty());

        assertThatThrownBy(() -> trip.dialect().write(wish))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .hasSameSizeAs(unsupported)
                                .allSatisfy(v -> assertThat(v.remedy()).isNotBlank()));
    }

    private PostgresCluster restrictedAsFarAsWaived(PostgresCluster wish, O options) {
        Restrictions<O> restrictions = trip.dialect().restrictions();
        PostgresCluster restricted = restrictions.restrict(wish, options, RoundTrip.WAIVED.waivers());
        assertThat(trip.dialect().unsupported(restricted, options)).isEmpty();
        assertThat(restrictions.restrict(restricted, options, RoundTrip.WAIVED.waivers()))
                .isEqualTo(restricted);
        return restricted;
    }

    /** The part of the wish a path is about. */
    private static String part(String path) {
        return path.split("\\.", 2)[0];
    }
}
