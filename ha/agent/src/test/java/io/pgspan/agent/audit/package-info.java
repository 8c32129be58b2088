@NullMarked
package io.pgspan.agent.audit;

import org.jspecify.annotations.NullMarked;
