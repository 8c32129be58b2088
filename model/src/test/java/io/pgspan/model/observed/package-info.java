@NullMarked
package io.pgspan.model.observed;

import org.jspecify.annotations.NullMarked;
