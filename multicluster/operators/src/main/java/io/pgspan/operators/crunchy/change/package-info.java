/**
 * How a cluster of Crunchy Data's operator is changed: which fields do what, in which order they are changed, what the operator does then by
 * itself, and what achieves the aim where it refuses or ignores a change.
 */
@NullMarked
package io.pgspan.operators.crunchy.change;

import org.jspecify.annotations.NullMarked;
