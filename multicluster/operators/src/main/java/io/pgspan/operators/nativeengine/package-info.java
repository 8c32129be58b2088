/** pgspan's own thin engine: a pod, a volume claim, a secret and a service per ordinal. */
@NullMarked
package io.pgspan.operators.nativeengine;

import org.jspecify.annotations.NullMarked;
