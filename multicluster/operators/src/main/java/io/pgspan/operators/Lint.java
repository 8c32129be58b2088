package io.pgspan.operators;

import io.pgspan.model.validation.Violation;

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

    @Override
    public String toString() {
        return severity + " " + toViolation();
    }
}
