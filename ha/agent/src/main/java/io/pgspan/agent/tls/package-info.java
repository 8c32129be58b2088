/** Who an agent is to the others: certificates, where they come from, and what is asked of the other side's. */
@NullMarked
package io.pgspan.agent.tls;

import org.jspecify.annotations.NullMarked;
