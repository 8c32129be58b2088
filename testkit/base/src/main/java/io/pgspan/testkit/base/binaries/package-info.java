/** PostgreSQL executables from Maven artifacts, unpacked once per machine and content. */
@NullMarked
package io.pgspan.testkit.base.binaries;

import org.jspecify.annotations.NullMarked;
