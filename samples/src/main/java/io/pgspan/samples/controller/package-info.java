/** A controller to start from: it watches wishes and carries each change out step by step, through any number of crashes. */
@NullMarked
package io.pgspan.samples.controller;

import org.jspecify.annotations.NullMarked;
