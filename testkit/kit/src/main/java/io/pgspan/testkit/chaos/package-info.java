/** Faults drawn from one number, on a cluster of real processes, and the judgement of what became of it. */
@NullMarked
package io.pgspan.testkit.chaos;

import org.jspecify.annotations.NullMarked;
