/** Tests of explanations. */
@NullMarked
package io.pgspan.placement.explain;

import org.jspecify.annotations.NullMarked;
