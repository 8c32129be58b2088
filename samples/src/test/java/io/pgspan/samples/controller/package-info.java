/** The loop, killed at every call. */
@NullMarked
package io.pgspan.samples.controller;

import org.jspecify.annotations.NullMarked;
