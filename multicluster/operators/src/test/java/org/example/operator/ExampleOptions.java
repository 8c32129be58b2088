package org.example.operator;

import io.pgspan.operators.DialectOptions;

/**
 * What only this operator has.
 *
 * @param team who answers for the cluster
 */
public record ExampleOptions(String team) implements DialectOptions {
    static final ExampleOptions DEFAULTS = new ExampleOptions("nobody");
}
