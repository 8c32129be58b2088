@NullMarked
package io.pgspan.multicluster.change;

import org.jspecify.annotations.NullMarked;
