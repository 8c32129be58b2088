package io.pgspan.placement.survive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A survivability as plain text. */
final class SurvivalText {
    private static final String GAP = "  ";

    private SurvivalText() {}

    static String of(Survivability survivability) {
        StringBuilder text = new StringBuilder();
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("MAY BE LOST"));
        for (Question question : Question.values()) {
            head.add(question.name());
        }
        table.add(head);
        for (LevelSurvival level : survivability.levels()) {
            List<String> row = new ArrayList<>(List.of(level.level().noun(2)));
            for (Question question : Question.values()) {
                row.add(level.grade(question).text());
            }
            table.add(row);
        }
        append(text, table);
        if (!survivability.fatal().isEmpty()) {
            text.append("\nSmallest fatal sets\n");
        }
        for (Question question : Question.values()) {
            survivability
                    .smallest(question)
                    .ifPresent(set -> text.append("  ")
                            .append(question.name().toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(set.why())
                            .append('\n'));
        }
        if (!survivability.remedies().isEmpty()) {
            text.append("\nWhat would help\n");
        }
        for (Remedy remedy : survivability.remedies()) {
            text.append("  ")
                    .append(remedy.level().noun(2))
                    .append(", ")
                    .append(remedy.question().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(remedy.what())
                    .append(". ")
                    .append(remedy.why())
                    .append('\n');
        }
        if (!survivability.warnings().isEmpty()) {
            text.append("\nTo know\n");
        }
        survivability
                .warnings()
                .forEach(warning -> text.append("  ").append(warning).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, List<List<String>> table) {
        int[] widths = new int[table.get(0).size()];
        for (List<String> row : table) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                line.append(row.get(c))
                        .append(" ".repeat(widths[c] - row.get(c).length()))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
