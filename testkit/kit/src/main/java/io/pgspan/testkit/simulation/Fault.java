package io.pgspan.testkit.simulation;

/** Something that goes wrong, or that an operator does. */
@FunctionalInterface
interface Fault {
    /** Lets it happen; says whether it could. */
    boolean strike(Scene scene);
}
