@NullMarked
package io.pgspan.model.backup;

import org.jspecify.annotations.NullMarked;
