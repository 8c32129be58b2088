/** How operators behave where a wish says nothing, and how data leave one and come to another. */
@NullMarked
package io.pgspan.operators.conduct;

import org.jspecify.annotations.NullMarked;
