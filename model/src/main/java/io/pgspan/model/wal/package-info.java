/** Positions, timelines and segments of the write-ahead log. */
@NullMarked
package io.pgspan.model.wal;

import org.jspecify.annotations.NullMarked;
