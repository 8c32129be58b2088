@NullMarked
package io.pgspan.placement.assign;

import org.jspecify.annotations.NullMarked;
