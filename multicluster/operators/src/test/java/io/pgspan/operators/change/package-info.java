@NullMarked
package io.pgspan.operators.change;

import org.jspecify.annotations.NullMarked;
