@NullMarked
package io.pgspan.testkit.base.binaries;

import org.jspecify.annotations.NullMarked;
