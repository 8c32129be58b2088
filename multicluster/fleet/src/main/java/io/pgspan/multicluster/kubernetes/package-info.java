/** The cluster record in a Kubernetes Lease. */
@NullMarked
package io.pgspan.multicluster.kubernetes;

import org.jspecify.annotations.NullMarked;
