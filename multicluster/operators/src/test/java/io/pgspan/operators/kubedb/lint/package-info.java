@NullMarked
package io.pgspan.operators.kubedb.lint;

import org.jspecify.annotations.NullMarked;
