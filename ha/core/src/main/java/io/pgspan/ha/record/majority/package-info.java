/** The cluster record on a majority of several independent stores: the protocol alone, without time, chance or I/O. */
@NullMarked
package io.pgspan.ha.record.majority;

import org.jspecify.annotations.NullMarked;
