package io.pgspan.operators.feature;

import io.pgspan.model.validation.Violation;

/**
 * Something of a wish that an operator can't express. It is an error unless the caller waives its path: then the wish is written
 * without it.
 *
 * @param rule the dialect's rule, for example {@code kubedb.spread-other-keys}
 * @param feature what it belongs to
 * @param path where in the wish
 * @param value what is said there, short; empty where the path says enough
 * @param message what the operator can't do
 * @param remedy what to do
 */
public record UnsupportedFeature(
        String rule, Feature feature, String path, String value, String message, String remedy) {

    /** As a violation of the wish. */
    public Violation toViolation() {
        return Violation.of(rule, path, value, message, remedy);
    }

    @Override
    public String toString() {
        return toViolation().toString();
    }
}
