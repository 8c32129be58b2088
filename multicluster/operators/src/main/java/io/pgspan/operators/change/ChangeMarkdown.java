package io.pgspan.operators.change;

import io.pgspan.model.plan.Step;

/** A plan for a pull request: a table of the steps, then each with its object. */
final class ChangeMarkdown {
    private static final String LEVEL_MAX = "######";

    private final StringBuilder text = new StringBuilder();

    private ChangeMarkdown() {}

    static String of(ChangePlan plan) {
        ChangeMarkdown markdown = new ChangeMarkdown();
        markdown.plan(plan, "##");
        return markdown.text.toString();
    }

    private void plan(ChangePlan plan, String heading) {
        line(heading + " " + plain(plan.title()));
        line("");
        if (plan.isEmpty()) {
            line("Nothing is to be done.");
            return;
        }
        line("Risk: **" + ChangeText.risk(plan.risk()) + "**. Writes are down: "
                + plan.outage().text() + ".");
        line("");
        line("| # | step | risk | writes down | why |");
        line("| --- | --- | --- | --- | --- |");
        int number = 1;
        for (PlannedStep planned : plan.steps()) {
            Step step = planned.step();
            line("| " + number + " | " + cell(step.what()) + " | " + ChangeText.risk(step.risk()) + " | "
                    + planned.outage().text() + " | " + cell(step.why()) + " |");
            number++;
        }
        String below = deeper(heading);
        number = 1;
        for (PlannedStep planned : plan.steps()) {
            step(number, planned, below);
            ChangePlan other = plan.procedures().get(planned.step().id());
            if (other != null) {
                line("");
                plan(other, deeper(below));
            }
            number++;
        }
        direct(plan, below);
    }

    private static String deeper(String heading) {
        return heading.length() < LEVEL_MAX.length() ? heading + "#" : LEVEL_MAX;
    }

    private void step(int number, PlannedStep planned, String heading) {
        Step step = planned.step();
        line("");
        line(heading + " " + number + ". " + plain(step.what()));
        line("");
        line("- before: " + plain(step.precondition()));
        line("- does: " + plain(DeedText.line(planned.deed())));
        line("- done when: " + plain(step.doneWhen()));
        line("- stop when: " + plain(step.abortWhen()));
        line("- undo: " + plain(step.undo()));
        planned.notes().forEach(note -> line("- note: " + plain(note)));
        block("", DeedText.yaml(planned.deed()));
        block("The operator makes of it:", DeedText.expected(planned.deed()));
    }

    private void block(String title, String yaml) {
        if (yaml.isEmpty()) {
            return;
        }
        if (!title.isEmpty()) {
            line("");
            line(title);
        }
        String fence = fence(yaml);
        line("");
        line(fence + "yaml");
        text.append(yaml);
        line(fence);
    }

    private void direct(ChangePlan plan, String heading) {
        if (plan.direct().isEmpty()) {
            return;
        }
        line("");
        line(heading + " If the operator were simply given the new manifest");
        line("");
        line("| change | what happens |");
        line("| --- | --- |");
        for (DirectEffect effect : plan.direct()) {
            line("| " + cell(effect.change().text()) + " | " + cell(effect.happens()) + " |");
        }
    }

    /** Longer than any run of backticks in the text, so that no value ends the block. */
    private static String fence(String yaml) {
        StringBuilder fence = new StringBuilder("```");
        while (yaml.contains(fence)) {
            fence.append('`');
        }
        return fence.toString();
    }

    private static String cell(String value) {
        return plain(value).replace("|", "\\|");
    }

    /** What a manifest holds is shown, never taken for markup. */
    private static String plain(String value) {
        return value.replace("\\", "\\\\")
                .replace("\r", " ")
                .replace("\n", " ")
                .replace("`", "\\`")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("#", "&#35;");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
