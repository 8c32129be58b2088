@NullMarked
package io.pgspan.placement.survive;

import org.jspecify.annotations.NullMarked;
