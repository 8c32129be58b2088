/** Everything a wish can say, feature by feature, and what each operator can make of it. */
@NullMarked
package io.pgspan.operators.feature;

import org.jspecify.annotations.NullMarked;
