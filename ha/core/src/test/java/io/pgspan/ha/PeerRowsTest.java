package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.PeerRow.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is known to be done elsewhere is accounted for, row by row, in words that can be checked. */
class PeerRowsTest {
    private static final int REQUIREMENTS = 11;
    private static final int WEAKNESSES = 12;
    /** Clock, send time and lengths of leases are no rows: the loop's clock, the state's deadline and the policy see to them. */
    private static final Set<String> MET_BY_THE_POLICY = Set.of("W1", "W2", "W6");

    private final List<PeerRow> rows = rows();

    private static List<PeerRow> rows() {
        try {
            return PeerRow.read(DecisionTables.lines("peers.txt"));
        } catch (IOException e) {
            throw new AssertionError("peers.txt can't be read", e);
        }
    }

    @Test
    void noRowIsThereTwice() {
        assertThat(rows).extracting(PeerRow::id).doesNotHaveDuplicates().hasSizeGreaterThan(180);
    }

    @Test
    void everyPartHasRows() {
        assertThat(rows)
                .extracting(PeerRow::part)
                .contains("4.0", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10")
                .contains("5.1", "5.2", "5.3", "5.4", "6")
                .contains("7", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "9.1", "9.2", "9.3", "9.4", "9.5");
    }

    @Test
    void everyRowSaysWhatItAsks() {
        assertThat(rows).extracting(PeerRow::asks).doesNotContain("");
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : List.of("core", "agent", "postgres")) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                sources.map(p -> String.valueOf(p.getFileName()))
                        .filter(f -> f.endsWith(".java"))
                        .forEach(f -> classes.add(f.substring(0, f.length() - ".java".length())));
            }
        }
        Set<String> named =
                rows.stream().flatMap(r -> r.classes().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(classes).containsAll(named);
    }

    @Test
    void whatIsDoneNamesWhatDoesIt() {
        assertThat(marked(Mark.SAME, Mark.BETTER))
                .allSatisfy(row -> assertThat(row.rules().size() + row.classes().size())
                        .as(row.id())
                        .isPositive());
    }

    @Test
    void whatIsNotDoneNamesNobodyAndSaysWhy() {
        assertThat(marked(Mark.NOT_APPLICABLE, Mark.NOT_DONE)).allSatisfy(row -> {
            assertThat(row.note()).as(row.id()).isNotEmpty();
            assertThat(row.rules()).as(row.id()).isEmpty();
            assertThat(row.classes()).as(row.id()).isEmpty();
        });
    }

    @Test
    void whatIsBetterNamesARequirementOrAWeakness() {
        Set<String> known = Stream.concat(
                        IntStream.rangeClosed(1, REQUIREMENTS).mapToObj(i -> "K" + i),
                        IntStream.rangeClosed(1, WEAKNESSES).mapToObj(i -> "W" + i))
                .collect(Collectors.toSet());
        assertThat(rows).allSatisfy(row -> {
            assertThat(known).as(row.id()).containsAll(row.closes());
            assertThat(row.closes().isEmpty()).as(row.id()).isEqualTo(row.mark() != Mark.BETTER);
        });
    }

    @Test
    void everyRuleAnswersARowOrIsTheEnginesOwn() throws IOException {
        assertThat(named()).isEqualTo(DecisionTables.rules());
    }

    @Test
    void everyWeaknessIsClosedSomewhere() {
        assertThat(rows)
                .flatExtracting(PeerRow::closes)
                .containsAll(IntStream.rangeClosed(1, WEAKNESSES)
                        .filter(i -> !MET_BY_THE_POLICY.contains("W" + i))
                        .mapToObj(i -> "W" + i)
                        .toList());
    }

    private List<PeerRow> marked(Mark... marks) {
        return rows.stream().filter(r -> List.of(marks).contains(r.mark())).toList();
    }

    private Set<String> named() {
        return rows.stream().flatMap(r -> r.rules().stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
