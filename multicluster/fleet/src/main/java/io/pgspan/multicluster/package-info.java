/** The facade and delivery: what is planned elsewhere is brought to the clusters here, and what they say is read back. */
@NullMarked
package io.pgspan.multicluster;

import org.jspecify.annotations.NullMarked;
