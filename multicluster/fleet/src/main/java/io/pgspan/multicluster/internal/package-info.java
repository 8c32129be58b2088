/** What more than one room of this module needs and no caller must name. */
@NullMarked
package io.pgspan.multicluster.internal;

import org.jspecify.annotations.NullMarked;
