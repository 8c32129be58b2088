package io.pgspan.placement.explain;

import java.util.function.UnaryOperator;

/** A rule that stands in the way, and the world without it. */
record Rule(Relaxation relaxation, UnaryOperator<Trial> without) {}
