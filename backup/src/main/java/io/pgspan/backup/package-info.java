/** What is kept, what can be recovered to when, and how. */
@NullMarked
package io.pgspan.backup;

import org.jspecify.annotations.NullMarked;
