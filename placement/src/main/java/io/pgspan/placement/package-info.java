/** Which Kubernetes cluster, zone and node gets each member, why not elsewhere, and what the loss of each domain means. */
@NullMarked
package io.pgspan.placement;

import org.jspecify.annotations.NullMarked;
