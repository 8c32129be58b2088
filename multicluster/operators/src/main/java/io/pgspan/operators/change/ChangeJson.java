package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;

/** A plan for a program. Durations are ISO 8601; an unknown longest outage is absent. */
final class ChangeJson {
    private ChangeJson() {}

    static ObjectNode of(ChangePlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("title", plan.title()).put("risk", plan.risk().name()).put("possible", plan.isPossible());
        outage(json.putObject("outage"), plan.outage());
        ArrayNode steps = json.putArray("steps");
        plan.steps().forEach(step -> step(steps.addObject(), step));
        if (!plan.procedures().isEmpty()) {
            ObjectNode procedures = json.putObject("procedures");
            plan.procedures().forEach((id, other) -> procedures.set(id, of(other)));
        }
        ArrayNode direct = json.putArray("direct");
        for (DirectEffect effect : plan.direct()) {
            direct.addObject()
                    .put("object", effect.object().title())
                    .put("path", effect.change().path().toString())
                    .put("change", effect.change().text())
                    .put("effect", effect.effect().name())
                    .put("happens", effect.happens())
                    .put("basis", effect.basis());
        }
        return json;
    }

    private static void step(ObjectNode json, PlannedStep planned) {
        Step step = planned.step();
        json.put("id", step.id())
                .put("what", step.what())
                .put("why", step.why())
                .put("risk", step.risk().name())
                .put("precondition", step.precondition())
                .put("doneWhen", step.doneWhen())
                .put("abortWhen", step.abortWhen())
                .put("undo", step.undo());
        outage(json.putObject("outage"), planned.outage());
        deed(json.putObject("deed"), planned.deed());
        planned.precondition().ifPresent(condition -> condition(json.putObject("ready"), condition));
        planned.completion().ifPresent(condition -> condition(json.putObject("done"), condition));
        if (!planned.notes().isEmpty()) {
            ArrayNode notes = json.putArray("notes");
            planned.notes().forEach(notes::add);
        }
    }

    private static void outage(ObjectNode json, Outage outage) {
        json.put("least", outage.least().toString());
        outage.longest().ifPresent(most -> json.put("most", most.toString()));
        if (!outage.source().isEmpty()) {
            json.put("source", outage.source());
        }
    }

    private static void deed(ObjectNode json, Deed deed) {
        json.put("is", DeedText.line(deed));
        ArrayNode objects = json.arrayNode();
        DeedText.trees(deed).forEach(tree -> objects.add(tree.deepCopy()));
        if (!objects.isEmpty()) {
            json.set("objects", objects);
        }
        if (deed instanceof Deed.Apply apply && !apply.expected().isEmpty()) {
            ArrayNode expected = json.putArray("expected");
            apply.expected().forEach(tree -> expected.add(tree.deepCopy()));
        }
    }

    private static void condition(ObjectNode json, Condition condition) {
        json.put("object", condition.object().title());
        value(json, condition);
        json.put("atMost", condition.atMost().toString());
        if (!condition.also().isEmpty()) {
            ArrayNode also = json.putArray("also");
            condition.also().forEach(other -> value(also.addObject(), other));
        }
    }

    private static void value(ObjectNode json, Condition condition) {
        json.put("path", condition.path());
        ArrayNode met = json.putArray("met");
        condition.met().forEach(met::add);
        ArrayNode failed = json.putArray("failed");
        condition.failed().forEach(failed::add);
    }
}
