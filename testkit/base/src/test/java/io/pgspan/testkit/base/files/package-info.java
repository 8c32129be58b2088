@NullMarked
package io.pgspan.testkit.base.files;

import org.jspecify.annotations.NullMarked;
