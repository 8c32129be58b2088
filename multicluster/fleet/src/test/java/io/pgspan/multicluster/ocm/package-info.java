@NullMarked
package io.pgspan.multicluster.ocm;

import org.jspecify.annotations.NullMarked;
