/** Tests. */
@NullMarked
package io.pgspan.model.wal;

import org.jspecify.annotations.NullMarked;
