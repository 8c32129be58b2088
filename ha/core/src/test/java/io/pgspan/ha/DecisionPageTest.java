package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.PeerRow.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page is made from the decision tables: {@code -Dpgspan.pages=write} writes it anew. */
class DecisionPageTest {
    private static final Map<String, String> MACHINES = machines();

    private static Map<String, String> machines() {
        Map<String, String> machines = new LinkedHashMap<>();
        machines.put("fence.txt", "Before anything else");
        machines.put("holder.txt", "The holder");
        machines.put("handover.txt", "Handing over");
        machines.put("sync-rows.txt", "A primary's synchronous standbys");
        machines.put("sync.txt", "The next step of synchronous commit");
        machines.put("follower.txt", "A follower");
        machines.put("free.txt", "Elections");
        machines.put("commands.txt", "Commands, maintenance, failsafe");
        return machines;
    }

    @Test
    void everyTableHasItsPlaceOnThePage() {
        List<String> files = new ArrayList<>(DecisionTables.FILES);
        files.add("sync.txt");
        assertThat(MACHINES.keySet()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void thePageIsWhatTheTablesSay() throws IOException {
        Path page = Path.of("..", "..", "docs", "high-availability-decisions.md")
                .toAbsolutePath()
                .normalize();
        if (System.getProperty("pgspan.pages", "").equals("write")) {
            Files.writeString(page, text());
        }
        assertThat(page)
                .as("write it anew: mvn -pl ha/core -am test -Dtest=DecisionPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.pages=write")
                .hasContent(text());
    }

    private static String text() throws IOException {
        List<PeerRow> rows = PeerRow.read(DecisionTables.lines("peers.txt"));
        StringBuilder page = new StringBuilder("""
                # Decisions

                What an agent decides in which case, and how that compares with what agents of this kind are known to do. Made from the
                tables that the engine is tested by (`ha/core/src/test/resources/decisions`), which say the circumstances in full;
                [High availability](high-availability.md) says what for. The rule's id is what the log, `GET /status` and the audit show.

                """);
        page.append("The engine has ")
                .append(DecisionTables.rules().size())
                .append(" rules, each with a case below; no rule is without one. Of ")
                .append(rows.stream().filter(r -> r.mark() != Mark.OWN).count())
                .append(" known rows ")
                .append(Arrays.stream(Mark.values())
                        .filter(m -> m != Mark.OWN)
                        .map(m -> rows.stream().filter(r -> r.mark() == m).count() + " are *" + m.word() + "*")
                        .collect(Collectors.joining(", ")))
                .append(".\n\n## Our rules\n\nMember `a` decides. An action follows the rule where there is one.\n");
        for (Map.Entry<String, String> machine : MACHINES.entrySet()) {
            machine(page, machine.getKey(), machine.getValue());
        }
        rows(page, rows);
        return page.toString();
    }

    private static void machine(StringBuilder page, String file, String title) throws IOException {
        List<String> lines = DecisionTables.lines(file);
        page.append("\n### ").append(title).append("\n\n");
        page.append(lines.get(0).substring(1).strip()).append("\n\n| case | ");
        page.append(file.equals("sync.txt") ? "next step" : "rule: actions").append(" |\n| --- | --- |\n");
        String sentence = "";
        for (String line : lines) {
            if (line.startsWith("case ")) {
                sentence = line.substring("case ".length()).strip();
            } else if (line.startsWith("expect ")) {
                page.append("| ").append(sentence).append(" | ");
                page.append(decision(file, line.substring("expect ".length()).strip()))
                        .append(" |\n");
            }
        }
    }

    private static String decision(String file, String expected) {
        int colon = expected.indexOf(':');
        if (file.equals("sync.txt")) {
            return expected.replace("*", "\\*");
        }
        return colon < 0 ? "`" + expected + "`" : "`" + expected.substring(0, colon) + "`" + expected.substring(colon);
    }

    private static void rows(StringBuilder page, List<PeerRow> rows) {
        page.append("""

                ## Known rows

                *same*: done in the same circumstances and to the same end. *better*: and beyond it, as the letters say. *not-applicable*:
                there is nothing to do here. *not-done*: it would make sense, and is missing. *own*: done here only.

                Requirements on a lease in an API server: K1 an epoch in everything, K2 compare-and-swap, K3 expiry by own observation, K4 a
                deadline from the send time, K5 bounded calls, K6 the deadline is asked before becoming a primary, K7 the order of gain
                and loss, K8 routing is no fence, K9 synchronous names carry the epoch, K10 a pod's identity, K11 duplicates are noticed.
                Known weaknesses: W1 wall clocks, W2 a deadline from the answer, W3 no time to stop, W4 a frozen agent, W5 fixed sleeps,
                W6 long leases, W7 several objects, W8 old positions, W9 equal timeline numbers, W10 a lost standby blocks, W11 timelines
                aren't compared, W12 a lease taken without condition.
                """);
        String part = "";
        for (PeerRow row : rows) {
            if (!row.part().equals(part)) {
                part = row.part();
                page.append("\n### ").append(part.equals("ours") ? "Ours" : "Part " + part);
                page.append("\n\n| row | asks | mark | ours | note |\n| --- | --- | --- | --- | --- |\n");
            }
            page.append("| ").append(row.id()).append(" | ").append(row.asks()).append(" | ");
            page.append(
                    row.mark() == Mark.NOT_DONE ? "**not-done**" : row.mark().word());
            row.closes().forEach(c -> page.append(' ').append(c));
            page.append(" | ");
            page.append(Stream.concat(row.rules().stream(), row.classes().stream())
                    .map(o -> "`" + o + "`")
                    .collect(Collectors.joining(", ")));
            page.append(" | ").append(row.note()).append(" |\n");
        }
    }
}
