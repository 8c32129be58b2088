/** Members, a store and a network of which nothing is real, under faults: one number is one history. */
@NullMarked
package io.pgspan.testkit.simulation;

import org.jspecify.annotations.NullMarked;
