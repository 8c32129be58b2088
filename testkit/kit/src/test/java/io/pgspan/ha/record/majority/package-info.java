/** Registers with a rule less than production's. */
@NullMarked
package io.pgspan.ha.record.majority;

import org.jspecify.annotations.NullMarked;
