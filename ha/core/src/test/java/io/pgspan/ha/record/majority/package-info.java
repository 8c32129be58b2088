@NullMarked
package io.pgspan.ha.record.majority;

import org.jspecify.annotations.NullMarked;
