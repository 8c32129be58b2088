/** Helpers for tests that know no pgspan type, so that any module's tests may use them. */
@NullMarked
package io.pgspan.testkit.base;

import org.jspecify.annotations.NullMarked;
