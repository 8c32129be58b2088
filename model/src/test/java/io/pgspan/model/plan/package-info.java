@NullMarked
package io.pgspan.model.plan;

import org.jspecify.annotations.NullMarked;
