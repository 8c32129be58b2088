@NullMarked
package io.pgspan.operators.crunchy.upgrade;

import org.jspecify.annotations.NullMarked;
