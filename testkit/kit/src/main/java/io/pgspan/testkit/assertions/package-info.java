/** Checkers: they look at what happened and know nothing of the faults that provoked it. */
@NullMarked
package io.pgspan.testkit.assertions;

import org.jspecify.annotations.NullMarked;
