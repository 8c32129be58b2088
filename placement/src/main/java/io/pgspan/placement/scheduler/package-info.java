/** What one Kubernetes cluster's scheduler will do with a pod: the nodes it would take, their scores, or why it takes none. */
@NullMarked
package io.pgspan.placement.scheduler;

import org.jspecify.annotations.NullMarked;
