@NullMarked
package io.pgspan.placement.solve;

import org.jspecify.annotations.NullMarked;
