/** What the README promises. */
@NullMarked
package io.pgspan.samples;

import org.jspecify.annotations.NullMarked;
