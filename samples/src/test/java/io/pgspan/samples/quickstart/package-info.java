/** The main job under test. */
@NullMarked
package io.pgspan.samples.quickstart;

import org.jspecify.annotations.NullMarked;
