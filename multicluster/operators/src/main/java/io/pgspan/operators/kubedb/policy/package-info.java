/**
 * KubeDB's {@code PlacementPolicy} in every shape it has had, as a typed value: read, judged, converted and written, with what a
 * conversion loses.
 */
@NullMarked
package io.pgspan.operators.kubedb.policy;

import org.jspecify.annotations.NullMarked;
