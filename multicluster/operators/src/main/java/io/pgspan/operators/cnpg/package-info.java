/** CloudNativePG: its {@code Cluster}, and the objects beside it that say parts of the same wish. */
@NullMarked
package io.pgspan.operators.cnpg;

import org.jspecify.annotations.NullMarked;
