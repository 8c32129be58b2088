package io.pgspan.placement.explain;

import java.util.List;

/** Columns padded with blanks, and labels that Mermaid takes. */
final class Tables {
    private static final String GAP = "  ";

    private Tables() {}

    static String text(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                line.append(row.get(c))
                        .append(" ".repeat(widths[c] - row.get(c).length()))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    static String signed(int difference) {
        return difference > 0 ? "+" + difference : Integer.toString(difference);
    }

    static String label(String text) {
        return "[\"" + text.replace("\"", "#quot;") + "\"]";
    }
}
