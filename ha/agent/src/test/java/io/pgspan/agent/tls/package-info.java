@NullMarked
package io.pgspan.agent.tls;

import org.jspecify.annotations.NullMarked;
