@NullMarked
package io.pgspan.operators.crunchy.lint;

import org.jspecify.annotations.NullMarked;
