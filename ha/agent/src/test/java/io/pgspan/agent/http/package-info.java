@NullMarked
package io.pgspan.agent.http;

import org.jspecify.annotations.NullMarked;
