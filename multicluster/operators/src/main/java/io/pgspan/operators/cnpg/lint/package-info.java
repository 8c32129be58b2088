/** What CloudNativePG does with manifests beside what they seem to say: refused, ignored, overridden or dangerous. */
@NullMarked
package io.pgspan.operators.cnpg.lint;

import org.jspecify.annotations.NullMarked;
