/** What Crunchy's operator does with a manifest beside what the manifest seems to say, release by release. */
@NullMarked
package io.pgspan.operators.crunchy.lint;

import org.jspecify.annotations.NullMarked;
