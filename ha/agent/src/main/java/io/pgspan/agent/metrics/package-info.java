/** What can be measured of an agent. Only {@link io.pgspan.agent.metrics.AgentMeters} needs Micrometer; the rest is there without it. */
@NullMarked
package io.pgspan.agent.metrics;

import org.jspecify.annotations.NullMarked;
