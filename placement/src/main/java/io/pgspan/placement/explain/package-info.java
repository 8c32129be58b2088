/** Why a pod lands where it does, why not elsewhere, why nowhere and what would help, and what if. */
@NullMarked
package io.pgspan.placement.explain;

import org.jspecify.annotations.NullMarked;
