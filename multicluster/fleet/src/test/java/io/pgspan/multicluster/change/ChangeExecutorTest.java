package io.pgspan.multicluster.change;

import static io.pgspan.multicluster.change.Bakery.heat;
import static io.pgspan.multicluster.change.Bakery.order;
import static io.pgspan.multicluster.change.Bakery.oven;
import static io.pgspan.multicluster.change.Bakery.phase;
import static io.pgspan.multicluster.change.Bakery.planned;
import static io.pgspan.multicluster.change.Bakery.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.multicluster.execution.Cancellation;
import io.pgspan.multicluster.execution.Execution;
import io.pgspan.multicluster.execution.Execution.Reason;
import io.pgspan.multicluster.execution.ExecutionListener;
import io.pgspan.multicluster.execution.InMemoryJournal;
import io.pgspan.multicluster.execution.Journal;
import io.pgspan.multicluster.execution.PlanExecutor;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.testkit.base.apiserver.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeExecutorTest {
    private final Bakery bakery = new Bakery();
    private final Journal journal = new InMemoryJournal();

    @AfterEach
    void close() {
        bakery.close();
    }

    private Execution execute(ChangePlan plan, String... doneByHand) {
        return execute("run", bakery, plan, bakery.objects, journal, doneByHand);
    }

    private static Execution execute(
            String run, Bakery bakery, ChangePlan plan, ClusterObjects objects, Journal journal, String... doneByHand) {
        return new ChangeExecutor(PlanExecutor.with(journal, bakery), objects)
                .execute(run, plan, Set.of(doneByHand), ExecutionListener.silent(), new Cancellation());
    }

    private static ChangePlan one(PlannedStep step) {
        return ChangePlan.of("one", List.of(step));
    }

    private static Reason reason(Execution end) {
        return assertThat(end)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Execution.Stopped.class))
                .actual()
                .reason();
    }

    @Test
    void objectsArePatchedCreatedAnnotatedDeletedAndWaitedFor() {
        execute(Bakery.plan()).orThrow();

        assertThat(bakery.oven().path("spec").path("heat").asInt()).isEqualTo(230);
        assertThat(bakery.oven()
                        .path("metadata")
                        .path("annotations")
                        .path("baker")
                        .asText())
                .isEqualTo("ann");
        assertThat(bakery.orders()).hasSize(1);
        assertThat(bakery.objects.read(Bakery.SPARE)).isEmpty();
    }

    @Test
    void whereverTheProgramDiesTheNextOneEndsInTheSamePlaceAndOrdersNothingTwice() {
        int calls = undisturbed();
        assertThat(calls).isGreaterThan(30);
        for (int dies = 1; dies <= calls; dies++) {
            try (Bakery other = new Bakery()) {
                Journal kept = new InMemoryJournal();
                Mortal mortal = new Mortal(other.objects, kept, dies);
                assertThatThrownBy(() -> execute("run", other, Bakery.plan(), mortal, mortal))
                        .as("call %s", dies)
                        .isInstanceOf(Mortal.Death.class);
                List<ObjectNode> before = other.orders();

                execute("run", other, Bakery.plan(), other.objects, kept).orThrow();

                assertThat(other.oven().path("spec").path("heat").asInt()).isEqualTo(230);
                assertThat(other.objects.read(Bakery.SPARE)).isEmpty();
                assertThat(other.orders()).as("call %s", dies).hasSize(1);
                if (!before.isEmpty()) {
                    assertThat(uid(other.orders().get(0))).isEqualTo(uid(before.get(0)));
                }
            }
        }
    }

    private static int undisturbed() {
        try (Bakery bakery = new Bakery()) {
            Mortal counting = new Mortal(bakery.objects, new InMemoryJournal(), 0);
            execute("run", bakery, Bakery.plan(), counting, counting).orThrow();
            return counting.calls();
        }
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }

    @Test
    void aStepWhosePreconditionDoesNotHoldIsNotBegun() {
        Execution end = execute(one(planned("bake", new Deed.Create(order("bread", "bread")), heat("999"), null)));

        assertThat(end)
                .isInstanceOfSatisfying(
                        Execution.Stopped.class,
                        stopped -> assertThat(stopped.why())
                                .isEqualTo("it is not so that spec.heat of Oven demo/big is 999"));
        assertThat(bakery.orders()).isEmpty();
    }

    @Test
    void anOrderThatFailsEndsThePlanWithWhatTheOperatorSays() {
        ObjectNode coal = order("coal", "coal");
        Execution end = execute(one(planned("burn", new Deed.Create(coal), null, phase(ObjectKey.of(coal), "Baked"))));

        assertThat(reason(end)).isEqualTo(Reason.ABORTED);
        assertThat(((Execution.Stopped) end).why()).contains("\"phase\":\"Failed\"");
    }

    @Test
    void anotherOrderOfTheSameNameIsNotTakenForThisOne() {
        execute(one(planned("bake", new Deed.Create(order("bread", "rolls")), null, null)))
                .orThrow();

        ChangePlan same = one(planned("bake", new Deed.Create(order("bread", "bread")), null, null));
        Execution end = execute("tomorrow", bakery, same, bakery.objects, journal);

        assertThat(reason(end)).isEqualTo(Reason.FAILED);
        assertThat(((Execution.Stopped) end).why()).contains("asks for something else");
    }

    @Test
    void whatIsDoneByHandWaitsForAHuman() {
        Deed byHand = new Deed.ByHand(List.of("light the fire"));
        ChangePlan plan = one(planned("light", byHand, null, null));

        Execution end = execute(plan);
        assertThat(reason(end)).isEqualTo(Reason.PRECONDITION);
        assertThat(((Execution.Stopped) end).why()).isEqualTo("it is done by hand: light the fire");
        assertThat(execute(plan, "light").completed()).isTrue();
    }

    @Test
    void whatIsDoneByHandMayBeSeen() {
        Deed byHand = new Deed.ByHand(List.of("turn the knob"));
        assertThat(reason(execute(one(planned("turn", byHand, null, heat("230"))))))
                .isEqualTo(Reason.PRECONDITION);
        bakery.objects.patch(Bakery.OVEN, tree("{'spec':{'heat':230}}"));
        assertThat(execute(one(planned("turn", byHand, null, heat("230")))).completed())
                .isTrue();
    }

    @Test
    void objectsAreAppliedAsAWhole() {
        ObjectNode oven = oven("small", 50);
        execute(one(planned("apply", new Deed.Apply(List.of(oven), List.of()), null, null)))
                .orThrow();
        assertThat(bakery.objects.read(ObjectKey.of(oven)))
                .hasValueSatisfying(
                        there -> assertThat(Covering.covers(there, oven)).isTrue());
    }

    @Test
    void whatIsGoneAlreadyNeedsNoDeletion() {
        bakery.objects.delete(Bakery.SPARE);

        execute(one(planned("scrap", new Deed.Delete(Bakery.SPARE), null, null)))
                .orThrow();
        bakery.objects.delete(Bakery.SPARE);
    }

    @Test
    void aServerThatIsAwayForAMomentDoesNotEndThePlan() {
        AtomicInteger refusals = new AtomicInteger(3);
        bakery.http.fault(
                request -> refusals.getAndDecrement() > 0 ? Optional.of(Fault.refusal(503)) : Optional.empty());
        execute(Bakery.plan()).orThrow();
        assertThat(refusals.get()).isNegative();
    }

    @Test
    void anObjectCoversWhatItSaysAndMore() {
        assertThat(Covering.covers(
                        tree("{'a':{'b':1,'c':2},'l':[{'x':1,'y':2}]}"), tree("{'a':{'b':1},'l':[{'x':1}]}")))
                .isTrue();
        assertThat(Covering.covers(tree("{'a':{'c':2}}"), tree("{'a':{'b':null}}")))
                .isTrue();
        assertThat(Covering.covers(tree("{'a':{'b':1}}"), tree("{'a':{'b':null}}")))
                .isFalse();
        assertThat(Covering.covers(tree("{'l':[1,2]}"), tree("{'l':[1]}"))).isFalse();
        assertThat(Covering.covers(tree("{'l':[{'x':2}]}"), tree("{'l':[{'x':1}]}")))
                .isFalse();
        assertThat(Covering.covers(tree("{'a':1}"), tree("{'a':{'b':1}}"))).isFalse();
        assertThat(Covering.covers(tree("{}"), tree("{'a':1}"))).isFalse();
    }
}
