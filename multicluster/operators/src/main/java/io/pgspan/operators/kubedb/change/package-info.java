/**
 * How a KubeDB database is changed: which request, patch or restart each field needs, in which order, and what can't be changed at all.
 */
@NullMarked
package io.pgspan.operators.kubedb.change;

import org.jspecify.annotations.NullMarked;
