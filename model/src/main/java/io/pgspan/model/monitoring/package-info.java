/** Metrics and alerts. */
@NullMarked
package io.pgspan.model.monitoring;

import org.jspecify.annotations.NullMarked;
