/** What is to be done: steps, their order and their guards. */
@NullMarked
package io.pgspan.model.plan;

import org.jspecify.annotations.NullMarked;
