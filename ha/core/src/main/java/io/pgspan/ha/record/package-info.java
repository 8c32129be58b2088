/** The cluster record: the one versioned object every member agrees on, and the port to its store. */
@NullMarked
package io.pgspan.ha.record;

import org.jspecify.annotations.NullMarked;
