@NullMarked
package io.pgspan.testkit.base.story;

import org.jspecify.annotations.NullMarked;
