/** What KubeDB does with a manifest beside what the manifest seems to say: refused, ignored, overridden or dangerous. */
@NullMarked
package io.pgspan.operators.kubedb.lint;

import org.jspecify.annotations.NullMarked;
