/** Traps: what an operator makes of an object that its author hardly meant, judged on the object as it stands. */
@NullMarked
package io.pgspan.operators.lint;

import org.jspecify.annotations.NullMarked;
