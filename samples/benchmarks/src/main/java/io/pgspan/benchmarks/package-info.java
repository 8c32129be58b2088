/** Benchmarks: each measures one part, and checks once that it does what it is measured for. */
@NullMarked
package io.pgspan.benchmarks;

import org.jspecify.annotations.NullMarked;
