package io.pgspan.placement;

import io.pgspan.placement.survive.Loss;
import java.util.ArrayList;
import java.util.List;

/** A plan as plain text: two tables with blank-padded columns, the sentences indented below their rows. */
final class Explanation {
    private static final String INDENT = "    ";
    private static final String GAP = "  ";

    private Explanation() {}

    static String of(PlacementPlan plan) {
        StringBuilder text = new StringBuilder("Placement\n");
        List<Row> pods = new ArrayList<>();
        pods.add(new Row(List.of("POD", "CLUSTER", "ZONE", "NODE", "STORAGE CLASS", "DATA"), List.of()));
        for (PodPlacement p : plan.pods()) {
            pods.add(new Row(
                    List.of(
                            p.pod(),
                            p.cluster(),
                            dash(p.zone()),
                            p.node().orElse("(pending)"),
                            dash(p.storageClass()),
                            p.holdsData() ? "yes" : "no"),
                    p.reasons()));
        }
        append(text, pods);
        text.append("\nWhat survives the loss of\n");
        List<Row> losses = new ArrayList<>();
        losses.add(new Row(List.of("KIND", "DOMAIN", "LOST", "SURVIVORS", "DATA", "WRITABLE"), List.of()));
        for (Loss s : plan.survivability()) {
            losses.add(new Row(
                    List.of(
                            s.level().name(),
                            s.domain(),
                            dash(String.join(", ", s.lostPods())),
                            dash(String.join(", ", s.survivors())),
                            s.dataSurvives() ? "safe" : "at risk",
                            s.writable() ? "yes" : "no"),
                    List.of(s.why())));
        }
        append(text, losses);
        text.append("\nWhat may be lost\n").append(plan.survival().text());
        return text.toString();
    }

    private record Row(List<String> cells, List<String> below) {}

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static void append(StringBuilder text, List<Row> rows) {
        int columns = rows.get(0).cells().size();
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.cells().get(c).length());
            }
        }
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String cell = row.cells().get(c);
                line.append(cell).append(" ".repeat(widths[c] - cell.length())).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            row.below().forEach(sentence -> text.append(INDENT).append(sentence).append('\n'));
        }
    }
}
