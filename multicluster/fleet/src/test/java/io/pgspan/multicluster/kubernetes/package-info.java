@NullMarked
package io.pgspan.multicluster.kubernetes;

import org.jspecify.annotations.NullMarked;
