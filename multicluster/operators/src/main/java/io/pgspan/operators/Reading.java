package io.pgspan.operators;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Validator;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dialect made of manifests.
 *
 * @param cluster the wish; present as soon as the manifests hold one, even a faulty one, in which case every part that could not be read has
 *     its default: carry it out only when there is no error, which {@link #orThrow} sees to
 * @param options what only this operator has
 * @param residue what was read but has no place in the model or the options
 * @param lint everything found, in the order of the text: of the text, of the dialect's rules and of the model's rules that need no fleet,
 *     which are errors
 * @param origins where each part of the wish was said
 * @param <O> the dialect's options
 */
public record Reading<O extends DialectOptions>(
        Optional<PostgresCluster> cluster, O options, Residue residue, List<Lint> lint, Origins origins) {

    /** Adds what the model's rules find, and sorts. */
    public Reading {
        lint = sorted(lint, cluster.map(Validator::validate).orElse(List.of()), origins);
    }

    /** The errors: while there is one, the wish is not to be carried out. */
    public List<Violation> violations() {
        return errors(lint);
    }

    /** The findings of one severity. */
    public List<Lint> lint(Severity severity) {
        return lint.stream().filter(found -> found.severity() == severity).toList();
    }

    /** Everything wrong with the wish, by itself and on this fleet, in the order of the text. */
    public List<Violation> violationsOn(Fleet fleet) {
        return errors(sorted(
                lint, cluster.map(wish -> Validator.validate(wish, fleet)).orElse(List.of()), origins));
    }

    /**
     * The wish.
     *
     * @throws InvalidException with every error, when there is one
     * @throws PgspanException when the manifests hold no wish
     */
    public PostgresCluster orThrow() {
        List<Violation> violations = violations();
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
        return cluster.orElseThrow(
                () -> new PgspanException("manifests: they hold no PostgreSQL cluster of this operator; add one"));
    }

    private static List<Violation> errors(List<Lint> lint) {
        List<Violation> errors = new ArrayList<>();
        for (Lint found : lint) {
            if (found.severity() == Severity.ERROR) {
                errors.add(found.toViolation());
            }
        }
        return List.copyOf(errors);
    }

    private static List<Lint> sorted(List<Lint> located, List<Violation> ofModel, Origins origins) {
        if (located.isEmpty() && ofModel.isEmpty()) {
            return List.of();
        }
        Set<Lint> all = new LinkedHashSet<>(located);
        for (Violation violation : ofModel) {
            origins.locate(violation).map(v -> Lint.of(Severity.ERROR, v)).ifPresent(all::add);
        }
        return all.stream().sorted(Lint.BY_PLACE).toList();
    }
}
