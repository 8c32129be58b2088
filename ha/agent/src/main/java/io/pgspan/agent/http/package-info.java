/** The endpoints of an agent: who may ask, what is answered, and how much a caller may cost. */
@NullMarked
package io.pgspan.agent.http;

import org.jspecify.annotations.NullMarked;
