package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.execution.Execution.Reason;
import io.pgspan.multicluster.execution.Journal.Mark;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One execution of one plan, step by step. */
final class PlanRun {
    private final Patience patience;
    private final Marks marks;
    private final ExecutionListener listener;
    private final Cancellation cancellation;

    PlanRun(Patience patience, Marks marks, ExecutionListener listener, Cancellation cancellation) {
        this.patience = patience;
        this.marks = marks;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    Execution through(Plan plan, Function<Step, StepDeed> deeds) {
        for (Step step : plan.steps()) {
            if (marks.of(step.id()) == Mark.DONE) {
                continue;
            }
            Optional<Execution> end;
            try {
                end = carryOut(step, deeds.apply(step));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return cancelled(step);
            } catch (PgspanException e) {
                return failed(step, e);
            }
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Execution.Completed();
    }

    private Execution cancelled(Step at) {
        return new Execution.Cancelled(Optional.of(at).filter(step -> marks.of(step.id()) == Mark.BEGUN));
    }

    /** How the plan ended at this step; empty when the step is done. */
    private Optional<Execution> carryOut(Step step, StepDeed deed) throws InterruptedException {
        if (cancellation.isCancelled()) {
            return Optional.of(cancelled(step));
        }
        boolean marked = marks.of(step.id()) == Mark.BEGUN;
        if (marked && !(patience.ask(deed::progress) instanceof Progress.NotBegun)) {
            listener.resumed(step);
            return await(step, deed);
        }
        Optional<String> hindrance = patience.ask(deed::hindrance);
        if (hindrance.isPresent()) {
            return stopped(step, Reason.PRECONDITION, hindrance.get());
        }
        if (!marked) {
            marks.set(step.id(), Mark.BEGUN);
        }
        listener.started(step);
        begin(deed);
        return await(step, deed);
    }

    /** An attempt that failed may have begun it all the same. */
    private void begin(StepDeed deed) throws InterruptedException {
        boolean[] failed = {false};
        patience.ask(() -> {
            if (!failed[0] || deed.progress() instanceof Progress.NotBegun) {
                failed[0] = true;
                deed.begin();
            }
            return true;
        });
    }

    private Optional<Execution> await(Step step, StepDeed deed) throws InterruptedException {
        Duration end = patience.pace().now().plus(patience.limits().step());
        String told = "";
        while (true) {
            Progress progress = patience.ask(deed::progress);
            if (progress instanceof Progress.Done) {
                marks.set(step.id(), Mark.DONE);
                listener.finished(step);
                return Optional.empty();
            }
            if (progress instanceof Progress.Aborted aborted) {
                return stopped(step, Reason.ABORTED, aborted.why());
            }
            String what = progress instanceof Progress.Underway on ? on.what() : "its beginning";
            if (!what.equals(told)) {
                told = what;
                listener.waiting(step, what);
            }
            if (cancellation.isCancelled()) {
                return Optional.of(cancelled(step));
            }
            if (patience.pace().now().compareTo(end) >= 0) {
                return stopped(
                        step,
                        Reason.OVERDUE,
                        "it was not done within " + patience.limits().step() + "; waited for: " + what);
            }
            patience.rest();
        }
    }

    private static Optional<Execution> stopped(Step step, Reason reason, String why) {
        return Optional.of(new Execution.Stopped(step, reason, why, null));
    }

    static Execution failed(Step step, PgspanException e) {
        Reason reason = e instanceof JournalConflictException ? Reason.ELSEWHERE : Reason.FAILED;
        return new Execution.Stopped(step, reason, String.valueOf(e.getMessage()), e);
    }
}
