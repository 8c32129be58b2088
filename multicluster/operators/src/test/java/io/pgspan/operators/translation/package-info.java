@NullMarked
package io.pgspan.operators.translation;

import org.jspecify.annotations.NullMarked;
