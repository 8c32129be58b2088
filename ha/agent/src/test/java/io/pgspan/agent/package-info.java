/** The agent over real PostgreSQL. */
@NullMarked
package io.pgspan.agent;

import org.jspecify.annotations.NullMarked;
