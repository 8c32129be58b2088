/** The agent over real PostgreSQL. */
@NullMarked
package io.pgspan.agent.fence;

import org.jspecify.annotations.NullMarked;
