/** The program in a pod of the native engine: an agent whose record lives in the hub's API server. */
@NullMarked
package io.pgspan.multicluster.agent;

import org.jspecify.annotations.NullMarked;
