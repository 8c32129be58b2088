/**
 * Hands on one PostgreSQL: find an installation, make, start, stop, promote, configure and clone a server, read its control file,
 * ask it how it is. Nothing here decides; every wait is bounded by the caller or by a named limit.
 */
@NullMarked
package io.pgspan.postgres;

import org.jspecify.annotations.NullMarked;
