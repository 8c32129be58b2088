/** Tests of placement. */
@NullMarked
package io.pgspan.placement;

import org.jspecify.annotations.NullMarked;
