/** The loop that feeds the engine, the fence beside it, and the endpoints others ask. */
@NullMarked
package io.pgspan.agent;

import org.jspecify.annotations.NullMarked;
