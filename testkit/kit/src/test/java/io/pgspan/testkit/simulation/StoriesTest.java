package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.testkit.base.story.Statement;
import io.pgspan.testkit.base.story.Story;
import io.pgspan.testkit.base.story.StoryOutcome;
import io.pgspan.testkit.base.story.Storyteller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The accidents that others have had, and some that a rule of ours keeps from happening, each told in a file and replayed by one interpreter, several times with other delays and clocks.
 * {@code -Dpgspan.story=SIM-07} tells one.
 */
class StoriesTest {
    private static final Storyteller<Stage> TELLER = new Storyteller<>(SimulationWords.all());
    private static final int TELLINGS = Integer.getInteger("pgspan.story.tellings", 5);
    private static final int TELLINGS_WITHOUT = 20;
    private static final int LINES_MAX = 120;
    /** Accidents that nobody has told of, each the one that a rule of the engine is there for. */
    private static final int RULES = 21;

    static Stream<StoryFile> files() {
        String one = System.getProperty("pgspan.story", "");
        return all().stream().filter(f -> one.isEmpty() || f.name().equals(one + ".story"));
    }

    static Stream<StoryFile> told() {
        return files().filter(f -> f.notApplicable().isEmpty());
    }

    static Stream<StoryFile> notApplicable() {
        return all().stream().filter(f -> !f.notApplicable().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void eachAccidentEndsWell(StoryFile file) {
        Story story = TELLER.read(file.name(), file.text());
        assertThat(story.id() + ".story").isEqualTo(file.name());
        assertThat(story.statements())
                .as("a story without an expectation can't fail")
                .anyMatch(StoriesTest::expects);
        for (int telling = 1; telling <= TELLINGS; telling++) {
            Stage stage = new Stage(Subject.production(), telling);
            StoryOutcome outcome = TELLER.tell(story, stage, stage);
            String title = "telling " + telling + " of " + TELLINGS;
            outcome.match(passed -> passed, failed -> {
                throw new AssertionError(
                        title + ": " + failed.message() + "\n" + tail(stage),
                        failed.thrown().orElse(null));
            });
            assertThat(stage.pending())
                    .as("%s: what waits for its moment at the end", title)
                    .isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void eachAccidentHappensWhenItsRuleIsGone(StoryFile file) {
        Story story = TELLER.read(file.name(), file.text());
        for (StoryFile.Without without : file.without()) {
            boolean broken = IntStream.rangeClosed(1, TELLINGS_WITHOUT)
                    .mapToObj(telling -> broken(story, new Stage(Subjects.without(without.rule()), telling)))
                    .anyMatch(without.breaks()::equals);
            assertThat(broken)
                    .as("%s without %s breaks %s", file.name(), without.rule(), without.breaks())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notApplicable")
    void whatCannotHappenHereSaysWhy(StoryFile file) {
        Story story = TELLER.read(file.name(), file.text());
        assertThat(story.id() + ".story").isEqualTo(file.name());
        assertThat(story.statements()).isEmpty();
        assertThat(file.without()).isEmpty();
        assertThat(file.notApplicable().split("\\s+")).hasSizeGreaterThan(5);
    }

    @Test
    void noAccidentIsForgotten() {
        TreeSet<String> wanted = new TreeSet<>();
        IntStream.rangeClosed(1, 69).forEach(n -> wanted.add(String.format("SIM-%02d.story", n)));
        IntStream.rangeClosed(1, 12).forEach(n -> wanted.add(String.format("TR-%d.story", n)));
        IntStream.rangeClosed(1, RULES).forEach(n -> wanted.add(String.format("RULE-%d.story", n)));
        IntStream.rangeClosed(1, 5).forEach(n -> wanted.add(String.format("PG-%d.story", n)));
        assertThat(all().stream().map(StoryFile::name)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(notApplicable().count()).as("stories that are not told").isLessThan(all().size() / 5);
    }

    private static boolean expects(Statement statement) {
        return statement.match(event -> false, expectation -> true, ban -> true);
    }

    /** The invariant that a telling breaks, or that it breaks the story; empty when all goes well. */
    private static String broken(Story story, Stage stage) {
        return TELLER.tell(story, stage, stage)
                .match(
                        passed -> "",
                        failed -> failed.thrown()
                                .map(t -> t instanceof Violation v ? v.invariant() : String.valueOf(t))
                                .orElse(StoryFile.THE_STORY));
    }

    private static String tail(Stage stage) {
        List<String> told = stage.told();
        return String.join("\n", told.subList(Math.max(0, told.size() - LINES_MAX), told.size()));
    }

    /** Every story there is, told or not. */
    static List<StoryFile> all() {
        URL folder = Objects.requireNonNull(StoriesTest.class.getResource("/stories"), "no stories");
        try (Stream<Path> entries = Files.list(Path.of(folder.toURI()))) {
            return entries.sorted().map(StoryFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
