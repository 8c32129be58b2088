/** What a pull request will do, under test. */
@NullMarked
package io.pgspan.samples.gitops;

import org.jspecify.annotations.NullMarked;
