package io.pgspan.multicluster.execution;

import java.util.Optional;

/**
 * What one step does to the world, and how far the world is with it. Called by one {@link PlanExecutor} on one thread. Every method may
 * throw a {@link io.pgspan.model.PgspanException} where the world doesn't answer; it is then called again, a bounded number of times.
 */
public interface StepDeed {

    /** Why the step must not begin now; empty when its precondition holds. Asked right before {@link #begin}. */
    Optional<String> hindrance();

    /**
     * Begins it. It may have been begun by an executor that died before it could tell: objects that it makes have names that follow from the
     * plan, so that a second attempt changes nothing more.
     */
    void begin();

    /** How far it is, as the world shows it, whoever has begun it. */
    Progress progress();
}
