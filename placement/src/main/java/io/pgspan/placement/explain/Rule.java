package io.pgspan.placement.explain;

import java.util.function.UnaryOperator;

/**
 * A rule that stands in the way, and the world without it.
 *
 * @param kind the same for the same rule on other nodes
 * @param relaxation what to do
 * @param without the world without it
 */
record Rule(String kind, Relaxation relaxation, UnaryOperator<Trial> without) {}
