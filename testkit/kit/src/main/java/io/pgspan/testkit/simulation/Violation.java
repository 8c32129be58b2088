package io.pgspan.testkit.simulation;

/** An invariant does not hold. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(String invariant, String message) {
        super(invariant + ", " + message, null, false, false);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
