/** What Kubernetes itself says of pods, in its own form, read and written: every operator's objects hold some of it. */
@NullMarked
package io.pgspan.operators.podspec;

import org.jspecify.annotations.NullMarked;
