/** Users, databases, who may connect and how connections are encrypted. */
@NullMarked
package io.pgspan.model.access;

import org.jspecify.annotations.NullMarked;
