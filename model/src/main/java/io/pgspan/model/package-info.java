/** What is wanted: one PostgreSQL cluster as an immutable, operator-neutral value. */
@NullMarked
package io.pgspan.model;

import org.jspecify.annotations.NullMarked;
