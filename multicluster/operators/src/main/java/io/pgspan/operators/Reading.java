package io.pgspan.operators;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.model.validation.Violation;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dialect made of manifests.
 *
 * @param cluster the wish; present as soon as the manifests hold one, even a faulty one, in which case every part that could not be read has
 *     its default: carry it out only when nothing is violated, which {@link #orThrow} sees to
 * @param options what only this operator has
 * @param residue what was read but has no place in the model or the options
 * @param violations everything wrong so far, in the order of the text: of the text, of the dialect's rules and of the model's rules that
 *     need no fleet
 * @param notes what the reader should know but need not change, in sentences
 * @param origins where each part of the wish was said
 * @param <O> the dialect's options
 */
public record Reading<O extends DialectOptions>(
        Optional<PostgresCluster> cluster,
        O options,
        Residue residue,
        List<Violation> violations,
        List<String> notes,
        Origins origins) {

    private static final Comparator<Violation> BY_PLACE = Comparator.comparing((Violation v) -> file(v))
            .thenComparingInt(v -> line(v))
            .thenComparing(Violation::path)
            .thenComparing(Violation::rule);

    /** Sorts the violations, adds those of the model's rules, and copies the lists. */
    public Reading {
        violations = sorted(violations, cluster.map(Validator::validate).orElse(List.of()), origins);
        notes = List.copyOf(notes);
    }

    /** Everything wrong with the wish, by itself and on this fleet, in the order of the text. */
    public List<Violation> violationsOn(Fleet fleet) {
        return sorted(
                violations, cluster.map(wish -> Validator.validate(wish, fleet)).orElse(List.of()), origins);
    }

    /**
     * The wish.
     *
     * @throws InvalidException when anything is violated
     * @throws PgspanException when the manifests hold no wish
     */
    public PostgresCluster orThrow() {
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        return cluster.orElseThrow(
                () -> new PgspanException("manifests: they hold no PostgreSQL cluster of this operator; add one"));
    }

    private static List<Violation> sorted(List<Violation> located, List<Violation> ofModel, Origins origins) {
        Set<Violation> all = new LinkedHashSet<>(located);
        ofModel.stream().flatMap(v -> origins.locate(v).stream()).forEach(all::add);
        return all.stream().sorted(BY_PLACE).toList();
    }

    private static String file(Violation violation) {
        int colon = violation.source().lastIndexOf(':');
        return colon < 0 ? violation.source() : violation.source().substring(0, colon);
    }

    private static int line(Violation violation) {
        String line = violation.source().substring(violation.source().lastIndexOf(':') + 1);
        return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
    }
}
