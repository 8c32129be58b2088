/** Tests. */
@NullMarked
package io.pgspan.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
