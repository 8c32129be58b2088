/** Which Kubernetes clusters the manifests speak of. */
@NullMarked
package io.pgspan.operators.fleet;

import org.jspecify.annotations.NullMarked;
