/** Every dialect there is, by name. */
@NullMarked
package io.pgspan.operators.dialects;

import org.jspecify.annotations.NullMarked;
