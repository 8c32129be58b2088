/** What is: facts read from a running cluster, each with its age. */
@NullMarked
package io.pgspan.model.observed;

import org.jspecify.annotations.NullMarked;
