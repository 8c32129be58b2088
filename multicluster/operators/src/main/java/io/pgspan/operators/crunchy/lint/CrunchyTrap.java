package io.pgspan.operators.crunchy.lint;

import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One trap of an object of Crunchy's operator, told once for each place that falls into it.
 *
 * @param id without the dialect's word, for example {@code restore-needs-annotation}
 * @param severity {@link Severity#ERROR} where the API server or the operator refuses the object, {@link Severity#WARNING} where something
 *     is ignored, overridden or in danger, {@link Severity#INFO} where it is good to know
 * @param happens what really happens
 * @param instead what to write instead
 * @param since the first release that has it
 * @param before the first release that has it no more, or the one after the newest
 * @param concerned whether an object has what it is about: a look-up that spares the search where it has not
 * @param finder the places that fall into it: a few look-ups
 */
record CrunchyTrap(
        String id,
        Severity severity,
        String happens,
        String instead,
        PgoVersion since,
        PgoVersion before,
        Predicate<Sight> concerned,
        Function<Sight, List<Spot>> finder) {
    private static final PgoVersion NEVER = new PgoVersion(Integer.MAX_VALUE, 0, 0);

    /** What the API server or the operator refuses. */
    static CrunchyTrap refused(String id, Function<Sight, List<Spot>> finder, String happens, String instead) {
        return new CrunchyTrap(id, Severity.ERROR, happens, instead, PgoVersion.OLDEST, NEVER, always -> true, finder);
    }

    /** What is ignored, overridden or dangerous. */
    static CrunchyTrap warning(String id, Function<Sight, List<Spot>> finder, String happens, String instead) {
        return new CrunchyTrap(
                id, Severity.WARNING, happens, instead, PgoVersion.OLDEST, NEVER, always -> true, finder);
    }

    /** What is good to know. */
    static CrunchyTrap info(String id, Function<Sight, List<Spot>> finder, String happens, String instead) {
        return new CrunchyTrap(id, Severity.INFO, happens, instead, PgoVersion.OLDEST, NEVER, always -> true, finder);
    }

    /** The same from a release on. */
    CrunchyTrap since(String release) {
        return new CrunchyTrap(id, severity, happens, instead, PgoVersion.of(release), before, concerned, finder);
    }

    /** The same in the releases before this one. */
    CrunchyTrap before(String release) {
        return new CrunchyTrap(id, severity, happens, instead, since, PgoVersion.of(release), concerned, finder);
    }

    /** These, for objects that have what they are about. */
    static List<CrunchyTrap> only(Predicate<Sight> concerned, CrunchyTrap... traps) {
        return Arrays.stream(traps)
                .map(one -> new CrunchyTrap(
                        one.id,
                        one.severity,
                        one.happens,
                        one.instead,
                        one.since,
                        one.before,
                        one.concerned.and(concerned),
                        one.finder))
                .toList();
    }

    /** Where an object falls into it; empty when its release doesn't have it. */
    List<Spot> find(Sight sight) {
        boolean has = sight.release().isAtLeast(since) && !sight.release().isAtLeast(before);
        return has && concerned.test(sight) ? finder.apply(sight) : List.of();
    }

    /** One place, when a condition holds. */
    static List<Spot> when(boolean holds, Spot spot) {
        return holds ? List.of(spot) : List.of();
    }
}
