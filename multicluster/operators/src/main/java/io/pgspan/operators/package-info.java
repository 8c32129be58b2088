/** How a wish is written for each operator: the face every dialect shows. */
@NullMarked
package io.pgspan.operators;

import org.jspecify.annotations.NullMarked;
