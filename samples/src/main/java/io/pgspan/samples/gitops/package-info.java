/** For a CI job: what a pull request's manifests will do to running databases, told before it is merged. */
@NullMarked
package io.pgspan.samples.gitops;

import org.jspecify.annotations.NullMarked;
