/** The releases of Crunchy Data's PostgreSQL operator. */
@NullMarked
package io.pgspan.operators.crunchy.release;

import org.jspecify.annotations.NullMarked;
