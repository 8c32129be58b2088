/** The main job in one command: manifests in, a running, failing-over, recoverable PostgreSQL, and a report of what happened. */
@NullMarked
package io.pgspan.samples.quickstart;

import org.jspecify.annotations.NullMarked;
