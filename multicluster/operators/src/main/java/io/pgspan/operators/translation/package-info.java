/** From one operator to another: the manifests, what is lost, what is left behind, what changes its meaning, and how the data get there. */
@NullMarked
package io.pgspan.operators.translation;

import org.jspecify.annotations.NullMarked;
