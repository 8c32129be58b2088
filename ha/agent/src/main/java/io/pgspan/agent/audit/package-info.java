/** What an agent did to a cluster, why, and from what it decided: records that can be replayed. */
@NullMarked
package io.pgspan.agent.audit;

import org.jspecify.annotations.NullMarked;
