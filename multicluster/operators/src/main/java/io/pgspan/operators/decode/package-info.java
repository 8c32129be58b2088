/** Trees to values: fields read by path, every mistake collected, what nobody read kept. */
@NullMarked
package io.pgspan.operators.decode;

import org.jspecify.annotations.NullMarked;
