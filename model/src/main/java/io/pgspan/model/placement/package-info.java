/** Where replicas may and shall run: the wish, the limits of an operator, and the assignment. */
@NullMarked
package io.pgspan.model.placement;

import org.jspecify.annotations.NullMarked;
