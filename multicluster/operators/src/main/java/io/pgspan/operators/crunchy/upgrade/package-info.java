/** {@code PGUpgrade}: one upgrade of one cluster's data to a later major version, read, judged and written. */
@NullMarked
package io.pgspan.operators.crunchy.upgrade;

import org.jspecify.annotations.NullMarked;
