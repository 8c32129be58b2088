@NullMarked
package io.pgspan.testkit.base.certificates;

import org.jspecify.annotations.NullMarked;
