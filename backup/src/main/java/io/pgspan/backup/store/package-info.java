/** Where bytes live: one port, its promise, and the file system behind it. */
@NullMarked
package io.pgspan.backup.store;

import org.jspecify.annotations.NullMarked;
