/** Tests. */
@NullMarked
package io.pgspan.model.validation;

import org.jspecify.annotations.NullMarked;
