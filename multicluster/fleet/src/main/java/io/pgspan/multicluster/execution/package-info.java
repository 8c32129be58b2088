/** Carrying out plans: one executor for the steps of every planner, which resumes where it was stopped. */
@NullMarked
package io.pgspan.multicluster.execution;

import org.jspecify.annotations.NullMarked;
