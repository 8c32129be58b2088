/** Rules over a wish, and the violations they find. */
@NullMarked
package io.pgspan.model.validation;

import org.jspecify.annotations.NullMarked;
