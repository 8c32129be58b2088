/** Optimal placement of one PostgreSQL cluster's replicas over the nodes of one Kubernetes cluster, and the way there. */
@NullMarked
package io.pgspan.placement.solve;

import org.jspecify.annotations.NullMarked;
