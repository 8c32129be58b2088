@NullMarked
package io.pgspan.testkit.base.apiserver;

import org.jspecify.annotations.NullMarked;
