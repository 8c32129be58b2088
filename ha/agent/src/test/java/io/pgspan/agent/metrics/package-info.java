@NullMarked
package io.pgspan.agent.metrics;

import org.jspecify.annotations.NullMarked;
