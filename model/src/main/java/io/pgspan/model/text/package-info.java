/** Values with a textual grammar of their own: quantities, SQL identifiers and literals, secrets. */
@NullMarked
package io.pgspan.model.text;

import org.jspecify.annotations.NullMarked;
