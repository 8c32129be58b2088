/** Tests. */
@NullMarked
package io.pgspan.model;

import org.jspecify.annotations.NullMarked;
