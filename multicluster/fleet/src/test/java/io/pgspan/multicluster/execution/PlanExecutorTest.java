package io.pgspan.multicluster.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.execution.Execution.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {
    private static final Plan PLAN = World.plan("a", "b", "c");

    private final World world = new World();

    private static int callsOfAll() {
        World undisturbed = new World();
        undisturbed.disturb(call -> {});
        assertThat(undisturbed.execute(PLAN).completed()).isTrue();
        return undisturbed.calls();
    }

    @Test
    void stepsAreDoneInOrderAndTold() {
        List<String> told = new ArrayList<>();
        Execution end = world.execute(PLAN, new Cancellation(), new ExecutionListener() {
            @Override
            public void started(Step step) {
                told.add("started " + step.id());
            }

            @Override
            public void waiting(Step step, String what) {
                told.add(step.id() + " waits for " + what);
            }

            @Override
            public void finished(Step step) {
                told.add("finished " + step.id());
            }
        });

        assertThat(end).isEqualTo(new Execution.Completed());
        assertThat(world.begun).containsExactly("a", "b", "c");
        assertThat(told)
                .startsWith("started a", "a waits for look 1", "a waits for look 2", "finished a", "started b")
                .hasSize(12);
    }

    @Test
    void whereverAnExecutorIsKilledTheNextOneGoesOnAndNoStepIsDoneTwice() {
        int calls = callsOfAll();
        assertThat(calls).isGreaterThan(30);
        for (int kill = 1; kill <= calls; kill++) {
            World killed = new World();
            killed.killAt(kill);
            assertThatThrownBy(() -> killed.execute(PLAN)).isInstanceOf(World.Killed.class);
            killed.disturb(call -> {});

            assertThat(killed.execute(PLAN).completed())
                    .as("killed at call %s", kill)
                    .isTrue();
            assertThat(killed.begun).as("killed at call %s", kill).containsExactly("a", "b", "c");
        }
    }

    @Test
    void whicheverCallFailsOnceTheStepIsDoneOnce() {
        int calls = callsOfAll();
        for (int lost = 1; lost <= calls; lost++) {
            World flaky = new World();
            int which = lost;
            flaky.disturb(call -> {
                if (call == which) {
                    throw World.unreachable();
                }
            });

            assertThat(flaky.execute(PLAN).completed()).as("call %s lost", lost).isTrue();
            assertThat(flaky.begun).as("call %s lost", lost).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aWorldThatNeverAnswersAgainEndsThePlanAfterFiveAttempts() {
        AtomicInteger failures = new AtomicInteger();
        world.disturb(call -> {
            failures.incrementAndGet();
            throw World.unreachable();
        });

        Execution end = world.execute(PLAN);

        assertThat(end).isInstanceOfSatisfying(Execution.Stopped.class, stopped -> {
            assertThat(stopped.reason()).isEqualTo(Reason.FAILED);
            assertThat(stopped.at().id()).isEqualTo("a");
        });
        assertThat(failures).hasValue(5);
        assertThatThrownBy(end::orThrow).isInstanceOf(PgspanException.class).hasMessage("the world does not answer");
    }

    @Test
    void aStepWhosePreconditionHasGoneIsNotBegun() {
        world.hindrances.put("b", "the primary has moved");

        Execution end = world.execute(PLAN);

        assertThat(end)
                .isEqualTo(
                        new Execution.Stopped(PLAN.steps().get(1), Reason.PRECONDITION, "the primary has moved", null));
        assertThat(world.begun).containsExactly("a");
        assertThatThrownBy(end::orThrow).hasMessage("step b, do b: the primary has moved; to take it back: undo b");

        world.hindrances.clear();
        assertThat(world.execute(PLAN).completed()).isTrue();
        assertThat(world.begun).containsExactly("a", "b", "c");
    }

    @Test
    void aStepThatWasAboutToBeginIsJudgedAnew() {
        World dying = new World();
        dying.disturb(call -> {
            if (call == 4) { // read the journal, hindrance, write the journal twice: marked, not begun
                throw new World.Killed();
            }
        });
        assertThatThrownBy(() -> dying.execute(PLAN)).isInstanceOf(World.Killed.class);
        assertThat(dying.begun).isEmpty();
        dying.disturb(call -> {});
        dying.hindrances.put("a", "no longer");

        assertThat(dying.execute(PLAN))
                .isInstanceOfSatisfying(
                        Execution.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(Reason.PRECONDITION));
        assertThat(dying.begun).isEmpty();
    }

    @Test
    void whatAbortsAStepEndsThePlan() {
        world.aborts.put("b", "replication lags");

        assertThat(world.execute(PLAN)).isInstanceOfSatisfying(Execution.Stopped.class, stopped -> {
            assertThat(stopped.reason()).isEqualTo(Reason.ABORTED);
            assertThat(stopped.undo()).isEqualTo("undo b");
        });
        assertThat(world.begun).containsExactly("a", "b");
    }

    @Test
    void aStepHasALimit() {
        Execution end = PlanExecutor.with(world, world)
                .within(new ExecutionLimits(Duration.ofSeconds(10), Duration.ofSeconds(1), 1))
                .execute("run", PLAN, step -> endless(), ExecutionListener.silent(), new Cancellation());

        assertThat(end).isInstanceOfSatisfying(Execution.Stopped.class, stopped -> {
            assertThat(stopped.reason()).isEqualTo(Reason.OVERDUE);
            assertThat(stopped.why()).isEqualTo("it was not done within PT10S; waited for: godot");
        });
        assertThat(world.now()).isEqualTo(Duration.ofSeconds(10));
    }

    private static StepDeed endless() {
        return new StepDeed() {
            @Override
            public java.util.Optional<String> hindrance() {
                return java.util.Optional.empty();
            }

            @Override
            public void begin() {}

            @Override
            public Progress progress() {
                return new Progress.Underway("godot");
            }
        };
    }

    @Test
    void aCancelledPlanGoesOnWhenItIsExecutedAgain() {
        Cancellation cancellation = new Cancellation();
        Execution end = world.execute(PLAN, cancellation, new ExecutionListener() {
            @Override
            public void started(Step step) {
                if (step.id().equals("b")) {
                    cancellation.cancel();
                }
            }
        });

        assertThat(end)
                .isInstanceOfSatisfying(
                        Execution.Cancelled.class,
                        cancelled ->
                                assertThat(cancelled.at()).contains(PLAN.steps().get(1)));
        assertThat(world.begun).containsExactly("a", "b");
        assertThat(world.execute(PLAN).completed()).isTrue();
        assertThat(world.begun).containsExactly("a", "b", "c");
    }

    @Test
    void aPlanCancelledBeforeItBeginsTouchesNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(world.execute(PLAN, cancellation, ExecutionListener.silent()))
                .isEqualTo(new Execution.Cancelled(java.util.Optional.empty()));
        assertThat(world.begun).isEmpty();
    }

    @Test
    void anotherExecutorOfThePlanStopsThisOne() {
        world.disturb(call -> {
            if (call == 3) { // this one is about to write that a begins
                String name = PlanName.of("run", PLAN);
                world.pages.write(name, world.pages.read(name), Map.of("a", Journal.Mark.BEGUN));
            }
        });

        assertThat(world.execute(PLAN))
                .isInstanceOfSatisfying(
                        Execution.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(Reason.ELSEWHERE));
        assertThat(world.begun).isEmpty();
    }

    @Test
    void aPlanWithAStepThatCantBeDoneIsNotBegunAtAll() {
        Step hopeless = new Step("shrink", "shrink the volume", "no", Step.Risk.IMPOSSIBLE, "", "", "", "");
        Plan plan = new Plan("two", List.of(PLAN.steps().get(0), hopeless));

        assertThat(world.execute(plan)).isEqualTo(new Execution.Stopped(hopeless, Reason.IMPOSSIBLE, "no", null));
        assertThat(world.begun).isEmpty();
    }

    @Test
    void plansThatDifferHavePagesOfTheirOwn() {
        assertThat(PlanName.of("run", PLAN))
                .isEqualTo(PlanName.of("run", World.plan("a", "b", "c")))
                .hasSize(20);
        assertThat(PlanName.of("run", PLAN)).isNotEqualTo(PlanName.of("run", World.plan("a", "b")));
        assertThat(PlanName.of("run", PLAN))
                .as("the same change at another time")
                .isNotEqualTo(PlanName.of("again", PLAN));
        assertThat(world.execute(new Plan("nothing", List.of())).completed()).isTrue();
    }

    @Test
    void limitsThatNeverEndAreRefused() {
        assertThatThrownBy(() -> new ExecutionLimits(Duration.ZERO, Duration.ofSeconds(1), 1))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("must all be positive");
    }
}
