/** Certificates made on the spot, for tests of what is asked of them. */
@NullMarked
package io.pgspan.testkit.base.certificates;

import org.jspecify.annotations.NullMarked;
