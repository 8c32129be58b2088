/** Evaluates definitions' rules with the library {@code dev.cel:cel}, an optional dependency that only this package needs. */
@NullMarked
package io.pgspan.operators.schema.cel;

import org.jspecify.annotations.NullMarked;
