/** The archive of the write-ahead log and the program PostgreSQL calls to fill and read it. */
@NullMarked
package io.pgspan.backup.wal;

import org.jspecify.annotations.NullMarked;
