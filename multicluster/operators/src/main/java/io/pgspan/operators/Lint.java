package io.pgspan.operators;

import io.pgspan.model.validation.Violation;
import java.util.Comparator;

/**
 * One finding about manifests.
 *
 * @param id what was found, for example {@code kubedb.unknown-field}
 * @param severity how much it matters
 * @param source where it stands: {@code file:line}, or empty for a tree built in code
 * @param path where in the object, for example {@code spec.replicas}
 * @param value the value that stands there, short; empty when there is none
 * @param happens what is wrong, or what the operator really does with it
 * @param instead what to write instead
 */
public record Lint(
        String id, Severity severity, String source, String path, String value, String happens, String instead) {

    /** In the order of the text: by file, line, path, id. */
    public static final Comparator<Lint> BY_PLACE = Comparator.comparing(Lint::file)
            .thenComparingInt(Lint::line)
            .thenComparing(Lint::path)
            .thenComparing(Lint::id);

    private static final int LINE_DIGITS_MAX = 9;

    /** A violation as a finding of this severity. */
    public static Lint of(Severity severity, Violation violation) {
        return new Lint(
                violation.rule(),
                severity,
                violation.source(),
                violation.path(),
                violation.value(),
                violation.message(),
                violation.remedy());
    }

    /** The same finding as a violation, which has no severity. */
    public Violation toViolation() {
        return new Violation(id, source, path, value, happens, instead);
    }

    /** The file it stands in; empty for a tree built in code. */
    public String file() {
        int colon = source.lastIndexOf(':');
        return colon < 0 ? source : source.substring(0, colon);
    }

    /** The line it stands in, from 1; 0 when it is not known. */
    public int line() {
        int from = source.lastIndexOf(':') + 1;
        boolean number = from > 0 && from < source.length() && source.length() - from <= LINE_DIGITS_MAX;
        for (int i = from; i < source.length(); i++) {
            number &= Character.isDigit(source.charAt(i));
        }
        return number ? Integer.parseInt(source, from, source.length(), 10) : 0;
    }

    @Override
    public String toString() {
        return severity + " " + toViolation();
    }
}
