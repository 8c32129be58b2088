/** Loops with another engine than production's. */
@NullMarked
package io.pgspan.ha.loop;

import org.jspecify.annotations.NullMarked;
