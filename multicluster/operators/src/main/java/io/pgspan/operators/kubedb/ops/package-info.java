/**
 * KubeDB's {@code PostgresOpsRequest}: every day-2 operation as a typed value, read, judged as its webhook does and written; what its
 * status means, and what becomes of several requests at once.
 */
@NullMarked
package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.NullMarked;
