/** Planned changes carried out: what a step's deed does in an API server, and how far it is there. */
@NullMarked
package io.pgspan.multicluster.change;

import org.jspecify.annotations.NullMarked;
