/** The scheduler's prediction against hand-checked numbers and an obvious evaluator. */
@NullMarked
package io.pgspan.placement.scheduler;

import org.jspecify.annotations.NullMarked;
