package io.pgspan.operators.change;

import io.pgspan.model.plan.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A plan for a terminal or a pull request without markup. */
final class ChangeText {
    private final StringBuilder text = new StringBuilder();

    private ChangeText() {}

    static String of(ChangePlan plan) {
        ChangeText text = new ChangeText();
        text.plan(plan, "");
        return text.text.toString();
    }

    static String risk(Step.Risk risk) {
        return risk.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void plan(ChangePlan plan, String indent) {
        line(indent, plan.title());
        if (plan.isEmpty()) {
            line(indent, "Nothing is to be done.");
            return;
        }
        line(
                indent,
                "risk: " + risk(plan.risk()) + "; writes are down: "
                        + plan.outage().text());
        int number = 1;
        for (PlannedStep step : plan.steps()) {
            line(indent, "");
            step(number, step, indent);
            ChangePlan other = plan.procedures().get(step.step().id());
            if (other != null) {
                line(indent, "   instead:");
                plan(other, indent + "      ");
            }
            number++;
        }
        if (!plan.direct().isEmpty()) {
            line(indent, "");
            line(indent, "If the operator were simply given the new manifest:");
            for (DirectEffect effect : plan.direct()) {
                line(indent, "- " + effect.change().text() + ": " + effect.happens());
            }
        }
    }

    private void step(int number, PlannedStep planned, String indent) {
        Step step = planned.step();
        line(indent, number + ". " + step.what() + " [" + step.id() + "]");
        Map<String, String> said = new LinkedHashMap<>();
        said.put("why", step.why());
        said.put("risk", risk(step.risk()));
        said.put("writes down", planned.outage().text());
        said.put("does", DeedText.line(planned.deed()));
        said.put("before", step.precondition());
        said.put("done when", step.doneWhen());
        said.put("stop when", step.abortWhen());
        said.put("undo", step.undo());
        said.forEach((name, value) -> line(indent, "   " + name + ": " + value));
        planned.notes().forEach(note -> line(indent, "   note: " + note));
        DeedText.yaml(planned.deed()).lines().forEach(yaml -> line(indent, "      " + yaml));
        String expected = DeedText.expected(planned.deed());
        if (!expected.isEmpty()) {
            line(indent, "   the operator makes of it:");
            expected.lines().forEach(yaml -> line(indent, "      " + yaml));
        }
    }

    private void line(String indent, String line) {
        text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
    }
}
