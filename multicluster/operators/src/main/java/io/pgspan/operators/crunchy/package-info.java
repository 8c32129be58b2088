/** Crunchy Data's PostgreSQL operator (PGO), from 5.0.3 on: its {@code PostgresCluster} read, judged and written. */
@NullMarked
package io.pgspan.operators.crunchy;

import org.jspecify.annotations.NullMarked;
