package io.pgspan.ha;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row of {@code peers.txt}: what is known to be done elsewhere, and what becomes of it here.
 *
 * @param id part and row
 * @param mark what becomes of it
 * @param closes the requirements and weaknesses it meets beyond that
 * @param rules our rows
 * @param classes what of ours does it without a decision
 * @param asks what the row asks
 * @param note what is different, or why there is nothing; may be empty
 */
record PeerRow(
        String id, Mark mark, List<String> closes, List<String> rules, List<String> classes, String asks, String note) {
    private static final int FIELDS = 5;

    /** What becomes of a row. */
    enum Mark {
        SAME("same"),
        BETTER("better"),
        NOT_APPLICABLE("not-applicable"),
        NOT_DONE("not-done"),
        OWN("own");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Mark of(String word) {
            return Arrays.stream(values())
                    .filter(m -> m.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no mark: '" + word + "'"));
        }
    }

    static List<PeerRow> read(List<String> lines) {
        List<PeerRow> rows = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(of(line));
            }
        }
        return rows;
    }

    private static PeerRow of(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("wanted is: id | mark | ours | what | note; found: " + line);
        }
        List<String> mark = words(fields[1], "\\s+");
        List<String> ours = words(fields[2], ",\\s*");
        return new PeerRow(
                fields[0].strip(),
                Mark.of(mark.isEmpty() ? "" : mark.get(0)),
                mark.subList(Math.min(1, mark.size()), mark.size()),
                ours.stream().filter(o -> o.contains(".")).toList(),
                ours.stream().filter(o -> !o.contains(".")).toList(),
                fields[3].strip(),
                fields[4].strip());
    }

    private static List<String> words(String text, String separator) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(separator, -1));
    }

    /** The part it belongs to: 4.7 of 4.7.2a. */
    String part() {
        String[] parts = id.split("\\.", -1);
        return parts.length > 2 ? parts[0] + "." + parts[1] : parts[0];
    }
}
