@NullMarked
package io.pgspan.operators.crunchy.release;

import org.jspecify.annotations.NullMarked;
