/** What runs once, when a cluster has been made. */
@NullMarked
package io.pgspan.model.init;

import org.jspecify.annotations.NullMarked;
