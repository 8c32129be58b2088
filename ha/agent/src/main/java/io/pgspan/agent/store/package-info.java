/** Where the cluster record is kept when one API server is not enough. */
@NullMarked
package io.pgspan.agent.store;

import org.jspecify.annotations.NullMarked;
