/** Rolling a change over a running cluster: what is done in which order, and whether the next step may be taken now. */
@NullMarked
package io.pgspan.ha.rollout;

import org.jspecify.annotations.NullMarked;
