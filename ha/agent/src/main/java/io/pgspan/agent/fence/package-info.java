/** What stops PostgreSQL at the lease's deadline when the loop can't: a thread, a process of its own, a watchdog device. */
@NullMarked
package io.pgspan.agent.fence;

import org.jspecify.annotations.NullMarked;
