/** Tests of rollouts. */
@NullMarked
package io.pgspan.ha.rollout;

import org.jspecify.annotations.NullMarked;
