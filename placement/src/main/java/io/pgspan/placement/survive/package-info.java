/** What the loss of failure domains means: who can still lead, what is still there, which domains are fatal, and what would help. */
@NullMarked
package io.pgspan.placement.survive;

import org.jspecify.annotations.NullMarked;
