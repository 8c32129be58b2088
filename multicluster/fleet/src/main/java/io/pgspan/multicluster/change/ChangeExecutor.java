package io.pgspan.multicluster.change;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.Execution;
import io.pgspan.multicluster.execution.ExecutionListener;
import io.pgspan.multicluster.execution.PlanExecutor;
import io.pgspan.operators.change.ChangePlan;
import java.util.Set;

/**
 * Carries out a planned change in an API server, by the one executor of plans: it may die at any step and call, and whoever executes the same
 * plan with the same journal goes on.
 */
public final class ChangeExecutor {
    private final PlanExecutor executor;
    private final ClusterObjects objects;

    /** Executes in this server. */
    public ChangeExecutor(PlanExecutor executor, ClusterObjects objects) {
        this.executor = executor;
        this.objects = objects;
    }

    /**
     * Carries a plan out until it is done, can't go on, or is cancelled.
     *
     * @param run names this carrying out, see {@link PlanExecutor#execute}
     * @param doneByHand ids of the steps that a human has done; a step by hand that is not among them, and whose condition doesn't hold, ends the
     *     execution with {@link Execution.Reason#PRECONDITION}
     */
    public Execution execute(
            String run,
            ChangePlan plan,
            Set<String> doneByHand,
            ExecutionListener listener,
            Cancellation cancellation) {
        return executor.execute(
                run,
                plan.plan(),
                step -> new ChangeDeed(
                        plan.step(step.id()).orElseThrow(() -> unknown(step)), objects, doneByHand.contains(step.id())),
                listener,
                cancellation);
    }

    private static PgspanException unknown(Step step) {
        return new PgspanException("step " + step.id() + " is not part of the plan");
    }
}
