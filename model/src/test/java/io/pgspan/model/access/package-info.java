@NullMarked
package io.pgspan.model.access;

import org.jspecify.annotations.NullMarked;
