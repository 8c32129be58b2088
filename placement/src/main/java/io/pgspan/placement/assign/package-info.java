/** Sends the members of a cluster to Kubernetes clusters. */
@NullMarked
package io.pgspan.placement.assign;

import org.jspecify.annotations.NullMarked;
