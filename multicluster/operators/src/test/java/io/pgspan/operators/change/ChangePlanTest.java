package io.pgspan.operators.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.plan.Step;
import io.pgspan.operators.change.Condition.Verdict;
import io.pgspan.operators.manifest.TreePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangePlanTest {
    private static final ObjectKey KEY = new ObjectKey("example.org/v1", "Thing", "demo", "one");
    private static final Condition READY =
            new Condition(KEY, "status.phase", List.of("Ready"), List.of("Failed"), Duration.ofMinutes(5));

    @Test
    void outagesAddUpAndAnUnknownOneMakesTheSumUnknown() {
        Outage some = Outage.between(Duration.ofSeconds(2), Duration.ofSeconds(45), "a guide");
        Outage more = Outage.atLeast(Duration.ofSeconds(10), "nobody says");

        assertThat(Outage.sum(List.of(some, Outage.none(), some)).text()).isEqualTo("4 s to 90 s");
        assertThat(Outage.sum(List.of(some, more)).text()).isEqualTo("at least 12 s, no upper figure is known");
        assertThat(Outage.sum(List.of(some, some, more)).source()).isEqualTo("a guide; nobody says");
        assertThat(Outage.sum(List.of()).text()).isEqualTo("none");
    }

    @Test
    void aConditionIsMetNotYetOrNeverWill() {
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        Condition last = new Condition(KEY, "status.list.last.state", List.of("Current"), List.of(), Duration.ZERO);

        assertThat(READY.of(thing)).isEqualTo(Verdict.NOT_YET);
        thing.putObject("status").put("phase", "Ready");
        assertThat(READY.of(thing)).isEqualTo(Verdict.MET);
        thing.withObject("/status").put("phase", "Failed");
        assertThat(READY.of(thing)).isEqualTo(Verdict.FAILED);
        assertThat(last.of(thing)).isEqualTo(Verdict.NOT_YET);
        thing.withObject("/status").putArray("list").add("x").addObject().put("state", "Current");
        assertThat(last.of(thing)).isEqualTo(Verdict.MET);
        assertThat(READY.text()).isEqualTo("status.phase of Thing demo/one is Ready");
    }

    @Test
    void aConditionNamesAnItemOfAListAndAnAnnotation() {
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        thing.withObject("/status")
                .putArray("conditions")
                .add(JsonNodeFactory.instance.objectNode().put("type", "Other").put("status", "False"))
                .add(JsonNodeFactory.instance.objectNode().put("type", "Ready").put("status", "True"));
        thing.withObject("/metadata/annotations").put("a.b/c", "x");

        assertThat(condition("status.conditions[type=Ready].status", "True").of(thing))
                .isEqualTo(Verdict.MET);
        assertThat(condition("status.conditions[type=Gone].status", "True").of(thing))
                .isEqualTo(Verdict.NOT_YET);
        assertThat(condition("status.conditions[type=Gone].status", "").of(thing))
                .isEqualTo(Verdict.MET);
        assertThat(condition("metadata.annotations[\"a.b/c\"]", "x").of(thing)).isEqualTo(Verdict.MET);
    }

    @Test
    void aConditionComparesTwoValuesOfAnObject() {
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        Condition observed = Condition.observed(KEY, Duration.ZERO);

        assertThat(observed.of(thing)).isEqualTo(Verdict.NOT_YET);
        thing.withObject("/metadata").put("generation", 3);
        thing.withObject("/status").put("observedGeneration", 2);
        assertThat(observed.of(thing)).isEqualTo(Verdict.NOT_YET);
        thing.withObject("/status").put("observedGeneration", 3);
        assertThat(observed.of(thing)).isEqualTo(Verdict.MET);
        assertThat(observed.text())
                .isEqualTo("status.observedGeneration of Thing demo/one is that of metadata.generation");
    }

    @Test
    void severalConditionsHoldTogetherAndOneThatFailsFailsAll() {
        Condition both =
                READY.and("status.pods", List.of("3"), List.of("0")).and("status.error", List.of(""), List.of());
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        ObjectNode status = thing.putObject("status");

        status.put("phase", "Ready").put("pods", "2");
        assertThat(both.of(thing)).isEqualTo(Verdict.NOT_YET);
        status.put("pods", "3");
        assertThat(both.of(thing)).isEqualTo(Verdict.MET);
        status.put("error", "some");
        assertThat(both.of(thing)).isEqualTo(Verdict.NOT_YET);
        status.put("phase", "none").put("error", "").put("pods", "0");
        assertThat(both.of(thing)).isEqualTo(Verdict.FAILED);
        status.put("phase", "Failed").put("pods", "3");
        assertThat(both.of(thing)).isEqualTo(Verdict.FAILED);
        assertThat(both.text())
                .isEqualTo("status.phase of Thing demo/one is Ready, and status.pods is 3, and status.error is empty");
    }

    private static Condition condition(String path, String met) {
        return new Condition(KEY, path, List.of(met), List.of(), Duration.ZERO);
    }

    @Test
    void aPlanIsToldAsText() {
        assertThat(plan("x").text()).isEqualTo("""
                change Thing demo/one
                risk: impossible; writes are down: 2 s to 45 s

                1. scale it [scale]
                   why: more is wished for
                   risk: switchover
                   writes down: 2 s to 45 s
                   does: apply Thing demo/one
                   before: it is ready
                   done when: it is done
                   stop when: it fails
                   undo: the other way round
                   note: look twice
                      apiVersion: example.org/v1
                      kind: Thing
                      metadata:
                        name: one
                        namespace: demo
                      spec: x
                   the operator makes of it:
                      kind: Made

                2. shrink it [shrink]
                   why: it does not shrink
                   risk: impossible
                   writes down: none
                   does: by hand: leave it
                   before: it is ready
                   done when: it is done
                   stop when: it fails
                   undo: the other way round
                   instead:
                      another way
                      Nothing is to be done.

                If the operator were simply given the new manifest:
                - spec: a -> b: nobody knows
                """);
    }

    @Test
    void whatAManifestHoldsIsNoMarkupInAPullRequest() {
        String markdown = plan("```\n<b>|*").markdown();

        assertThat(markdown)
                .startsWith("## change Thing demo/one\n\nRisk: **impossible**. Writes are down: 2 s to 45 s.\n")
                .contains("| 1 | scale it | switchover | 2 s to 45 s | more is wished for |")
                .contains("\n````yaml\n")
                .contains("The operator makes of it:")
                .contains("#### another way")
                .contains("| spec: a -\\> b | nobody knows |".replace("\\>", ">"));
    }

    @Test
    void aPlanIsToldAsJson() {
        ObjectNode json = plan("x").json();

        assertThat(json.path("risk").asText()).isEqualTo("IMPOSSIBLE");
        assertThat(json.path("possible").asBoolean()).isFalse();
        assertThat(json.at("/outage/most").asText()).isEqualTo("PT45S");
        assertThat(json.at("/steps/0/deed/objects/0/spec").asText()).isEqualTo("x");
        assertThat(json.at("/steps/0/deed/expected/0/kind").asText()).isEqualTo("Made");
        assertThat(json.at("/steps/0/done/met/0").asText()).isEqualTo("Ready");
        assertThat(json.at("/procedures/shrink/title").asText()).isEqualTo("another way");
        assertThat(json.at("/direct/0/happens").asText()).isEqualTo("nobody knows");
    }

    @Test
    void anEmptyPlanSaysSo() {
        ChangePlan plan = ChangePlan.of("change nothing", List.of());

        assertThat(plan.text()).contains("Nothing is to be done");
        assertThat(plan.markdown()).contains("Nothing is to be done");
        assertThat(plan.risk()).isEqualTo(Step.Risk.NONE);
        assertThat(plan.isPossible()).isTrue();
    }

    private static ChangePlan plan(String value) {
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        thing.put("apiVersion", KEY.apiVersion()).put("kind", KEY.kind());
        thing.putObject("metadata").put("name", KEY.name()).put("namespace", KEY.namespace());
        thing.put("spec", value);
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("kind", "Made");
        PlannedStep scale = new PlannedStep(
                step("scale", "scale it", "more is wished for", Step.Risk.SWITCHOVER),
                new Deed.Apply(List.of(thing), List.of(made)),
                null,
                READY,
                Outage.between(Duration.ofSeconds(2), Duration.ofSeconds(45), "a guide"),
                List.of("look twice"));
        PlannedStep shrink = new PlannedStep(
                step("shrink", "shrink it", "it does not shrink", Step.Risk.IMPOSSIBLE),
                new Deed.ByHand(List.of("leave it")),
                null,
                null,
                Outage.none(),
                List.of());
        return new ChangePlan(
                "change Thing demo/one",
                List.of(scale, shrink),
                Map.of("shrink", ChangePlan.of("another way", List.of())),
                List.of(new DirectEffect(
                        KEY,
                        new Change(TreePath.of("spec"), TextNode.valueOf("a"), TextNode.valueOf("b")),
                        Effect.NOTHING,
                        "nobody knows",
                        "derived")));
    }

    private static Step step(String id, String what, String why, Step.Risk risk) {
        return new Step(id, what, why, risk, "it is ready", "it is done", "it fails", "the other way round");
    }
}
