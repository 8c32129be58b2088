@NullMarked
package io.pgspan.operators.cnpg.lint;

import org.jspecify.annotations.NullMarked;
