@NullMarked
package io.pgspan.model.placement;

import org.jspecify.annotations.NullMarked;
