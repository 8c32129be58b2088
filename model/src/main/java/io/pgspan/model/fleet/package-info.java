/** The Kubernetes clusters at hand, their nodes, and the pods that an operator would create. */
@NullMarked
package io.pgspan.model.fleet;

import org.jspecify.annotations.NullMarked;
