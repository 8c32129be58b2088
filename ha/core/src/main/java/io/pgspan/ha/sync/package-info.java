/** Which standbys confirm commits. */
@NullMarked
package io.pgspan.ha.sync;

import org.jspecify.annotations.NullMarked;
