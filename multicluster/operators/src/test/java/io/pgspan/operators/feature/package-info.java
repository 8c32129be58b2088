@NullMarked
package io.pgspan.operators.feature;

import org.jspecify.annotations.NullMarked;
