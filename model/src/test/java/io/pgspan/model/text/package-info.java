/** Tests. */
@NullMarked
package io.pgspan.model.text;

import org.jspecify.annotations.NullMarked;
