@NullMarked
package io.pgspan.multicluster.execution;

import org.jspecify.annotations.NullMarked;
