@NullMarked
package io.pgspan.testkit.base.network;

import org.jspecify.annotations.NullMarked;
