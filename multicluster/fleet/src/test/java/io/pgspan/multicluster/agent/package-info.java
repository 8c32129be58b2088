@NullMarked
package io.pgspan.multicluster.agent;

import org.jspecify.annotations.NullMarked;
