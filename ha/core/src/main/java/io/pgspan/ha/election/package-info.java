/** Whether a candidate may take over. */
@NullMarked
package io.pgspan.ha.election;

import org.jspecify.annotations.NullMarked;
