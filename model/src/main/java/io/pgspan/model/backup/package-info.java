/** What is backed up, for how long it is kept, and what a new cluster is made from. */
@NullMarked
package io.pgspan.model.backup;

import org.jspecify.annotations.NullMarked;
