@NullMarked
package io.pgspan.operators.conduct;

import org.jspecify.annotations.NullMarked;
