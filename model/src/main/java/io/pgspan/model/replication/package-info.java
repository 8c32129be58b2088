/** How standbys follow the primary and what an acknowledged commit means. */
@NullMarked
package io.pgspan.model.replication;

import org.jspecify.annotations.NullMarked;
