@NullMarked
package io.pgspan.multicluster;

import org.jspecify.annotations.NullMarked;
