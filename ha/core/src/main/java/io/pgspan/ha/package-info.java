/** Who leads: a pure engine that is fed facts and returns actions. */
@NullMarked
package io.pgspan.ha;

import org.jspecify.annotations.NullMarked;
