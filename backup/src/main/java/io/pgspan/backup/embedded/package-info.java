/** Backup and restore by pgspan itself, over the replication protocol and an object store. */
@NullMarked
package io.pgspan.backup.embedded;

import org.jspecify.annotations.NullMarked;
