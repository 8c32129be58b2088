package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.execution.Execution.Reason;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out the steps of a plan in order, one at a time, and may die at any moment: who executes the same plan with the same journal goes on
 * where it was.
 *
 * <ul>
 *   <li>That a step begins is written down before it begins, that it is done as soon as the world shows it. A step that is done is never
 *       begun again.
 *   <li>Of a step that was about to begin the world is asked whether it did; it is begun again only when nothing of it is there.
 *   <li>A step begins only when its precondition holds at that moment, also the second time.
 *   <li>Every wait, step and repetition has an end, see {@link ExecutionLimits}.
 * </ul>
 *
 * <p>Two executors of one plan notice each other by the journal, and the one that wrote first stops; for the moment before it notices, steps
 * have to bear being begun twice, see {@link StepDeed#begin}. Costs two writes of the journal a step and one look a pause.
 */
public final class PlanExecutor {
    private final Journal journal;
    private final Pace pace;
    private final ExecutionLimits limits;

    private PlanExecutor(Journal journal, Pace pace, ExecutionLimits limits) {
        this.journal = journal;
        this.pace = pace;
        this.limits = limits;
    }

    /** One with {@link ExecutionLimits#ofDefaults()}. */
    public static PlanExecutor with(Journal journal, Pace pace) {
        return new PlanExecutor(journal, pace, ExecutionLimits.ofDefaults());
    }

    /** The same with other limits. */
    public PlanExecutor within(ExecutionLimits other) {
        return new PlanExecutor(journal, pace, other);
    }

    /**
     * Carries a plan out, on this thread, until it is done, can't go on, or is cancelled.
     *
     * @param run names this carrying out, for example by a commit: under the same name it goes on where it was, or has been done already; the
     *     same change made again at another time has another name
     * @param deeds what each step does
     */
    public Execution execute(
            String run,
            Plan plan,
            Function<Step, StepDeed> deeds,
            ExecutionListener listener,
            Cancellation cancellation) {
        for (Step step : plan.steps()) {
            if (step.risk() == Step.Risk.IMPOSSIBLE) {
                return new Execution.Stopped(step, Reason.IMPOSSIBLE, step.why(), null);
            }
        }
        return plan.isEmpty()
                ? new Execution.Completed()
                : through(PlanName.of(run, plan), plan, deeds, listener, cancellation);
    }

    private Execution through(
            String page,
            Plan plan,
            Function<Step, StepDeed> deeds,
            ExecutionListener listener,
            Cancellation cancellation) {
        Patience patience = new Patience(pace, limits);
        Marks marks;
        try {
            marks = Marks.read(journal, page, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Execution.Cancelled(Optional.empty());
        } catch (PgspanException e) {
            return PlanRun.failed(plan.steps().get(0), e);
        }
        return new PlanRun(patience, marks, listener, cancellation).through(plan, deeds);
    }
}
