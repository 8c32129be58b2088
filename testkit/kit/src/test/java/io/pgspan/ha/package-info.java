/** Engines with one rule of safety taken out. */
@NullMarked
package io.pgspan.ha;

import org.jspecify.annotations.NullMarked;
