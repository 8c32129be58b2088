package io.pgspan.testkit.base.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryReaderTest {
    private static final String HEAD = "story T-1 A toy\n";
    private final Storyteller<Lamps> teller = new Storyteller<>(Lamps.vocabulary());

    private static List<String> mistakes(String text) {
        try {
            StoryReader.parse("x.txt", text);
            return List.of();
        } catch (StoryException e) {
            return e.mistakes();
        }
    }

    @Test
    void a_story_is_read_with_its_lines_and_without_its_comments() {
        Story story = StoryReader.parse("sim-07.txt", """
                # why this story is told

                story SIM-07 The node of "the primary" dies
                check I1 I2   # both
                given start "a b" x#y
                at 2.5s kill a
                by 15.1s not leader is a
                never two primaries
                from 3s to 4m never x "say \\"no\\"#"
                until 1h
                """);

        assertThat(story.id()).isEqualTo("SIM-07");
        assertThat(story.title()).isEqualTo("The node of the primary dies");
        assertThat(story.end()).isEqualTo(Duration.ofHours(1));
        assertThat(story.checks())
                .containsExactly(new Story.Check(new StoryLine("sim-07.txt", 4, "check I1 I2"), List.of("I1", "I2")));
        assertThat(story.statements())
                .containsExactly(
                        new Statement.Event(
                                new StoryLine("sim-07.txt", 5, "given start \"a b\" x#y"),
                                true,
                                Duration.ZERO,
                                List.of("start", "a b", "x#y")),
                        new Statement.Event(
                                new StoryLine("sim-07.txt", 6, "at 2.5s kill a"),
                                false,
                                Duration.ofMillis(2500),
                                List.of("kill", "a")),
                        new Statement.Expectation(
                                new StoryLine("sim-07.txt", 7, "by 15.1s not leader is a"),
                                Duration.ofMillis(2500),
                                Duration.ofMillis(15100),
                                true,
                                List.of("leader", "is", "a")),
                        new Statement.Ban(
                                new StoryLine("sim-07.txt", 8, "never two primaries"),
                                Duration.ZERO,
                                Duration.ofHours(1),
                                false,
                                List.of("two", "primaries")),
                        new Statement.Ban(
                                new StoryLine("sim-07.txt", 9, "from 3s to 4m never x \"say \\\"no\\\"#\""),
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(4),
                                false,
                                List.of("x", "say \"no\"#")));
    }

    @ParameterizedTest
    @CsvSource({"0s,0", "150ms,150000000", "2.5s,2500000000", "0.000000001s,1", "2m,120000000000", "1.5h,5400000000000"
    })
    void times_are_exact(String text, long nanos) {
        assertThat(StoryTime.parse(text)).contains(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "-1s", "1 s", "1,5s", "1e3s", "1d", "0.0000001ms", "9000h"})
    void what_is_no_time_is_refused(String text) {
        assertThat(StoryTime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "at 5 kill a; \"5\" is no time",
                "at; the line ends where a time is expected",
                "at 5s; the line ends where a verb is expected",
                "by 5s not; the line ends where a condition is expected",
                "nevr x; nearest: never, check, given; there are story, check",
                "from 5s x; expected: from <time> [to <time>] never <condition>",
                "from 5s to 4s never x; the span ends before it begins",
                "story T-2 Another; one story per file",
                "check; the line ends where the ids of invariants, or all is expected",
                "at 1s say \"hello; a word in quotes does not end",
                "until 5s x; expected: until <time>"
            })
    void a_bad_line_is_named_with_what_is_wrong(String line, String expected) {
        assertThat(mistakes(HEAD + line))
                .singleElement()
                .asString()
                .startsWith("x.txt:2: ")
                .contains(expected);
    }

    @Test
    void a_story_needs_its_head_once_at_the_top() {
        assertThat(mistakes("")).containsExactly("x.txt:1: no story in it: begin with story <id> <title>");
        assertThat(mistakes("at 1s x\nat 2s y")).containsExactly("x.txt:1: the first line must be: story <id> <title>");
        assertThat(mistakes("story T-1")).singleElement().asString().contains("a title is expected");
    }

    @Test
    void time_goes_forward_only() {
        assertThat(mistakes(HEAD + "at 5s a\nat 4s b"))
                .singleElement()
                .asString()
                .contains(":3: time goes back: 5s");
        assertThat(mistakes(HEAD + "at 5s a\nby 4s b"))
                .singleElement()
                .asString()
                .contains(":3: the deadline is before the event above it, at 5s");
        assertThat(mistakes(HEAD + "at 5s a\ngiven b"))
                .singleElement()
                .asString()
                .contains(":3: given comes before");
        assertThat(mistakes(HEAD + "at 5s a\nuntil 4s"))
                .singleElement()
                .asString()
                .contains("the story ends at 4s but names 5s");
        assertThat(mistakes(HEAD + "until 4s\nuntil 5s")).anyMatch(text -> text.contains("a second until"));
    }

    @Test
    void every_mistake_of_the_format_and_of_the_words_is_told_at_once_in_the_order_of_lines() {
        assertThatThrownBy(() -> teller.read("toy.txt", """
                        story T-1 A toy
                        check L1 L9
                        at 1s swich a on
                        at x switch a on
                        by 2s a is dim
                        by 3s lamps burn
                        at 4s switch a on after soon
                        """))
                .isInstanceOf(StoryException.class)
                .hasMessage("""
                        6 mistakes:
                        toy.txt:2: unknown invariant "L9"; nearest: L1, L2
                        toy.txt:3: unknown verb "swich a on"; nearest: switch <lamp> <state:on|off>, light <lamps...>, switch <lamp> <state:on|off> after <delay:time>
                        toy.txt:4: "x" is no time: write a number with ms, s, m or h, at most a year, like 2.5s
                        toy.txt:5: "dim" does not fit <state> in "<lamp> is <state:on|off>": write one of on, off
                        toy.txt:6: unknown condition "lamps burn"; nearest: <count:int> lamps burn, <lamp> is <state:on|off>
                        toy.txt:7: "soon" does not fit <delay> in "switch <lamp> <state:on|off> after <delay:time>": write a number with ms, s, m or h, at most a year\
                        """);
    }

    @Test
    void the_stories_of_a_folder_are_read_by_name_and_their_mistakes_told_together(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("b.txt"), "story T-2 Second\nat 1s light a");
        Files.writeString(folder.resolve("a.txt"), "story T-1 First\nat 1s light a");
        Files.writeString(folder.resolve("notes.md"), "no story");
        assertThat(teller.readAll(folder)).extracting(Story::id).containsExactly("T-1", "T-2");

        Files.writeString(folder.resolve("c.txt"), "story T-1 First again\nat 1s burn a");
        Files.writeString(folder.resolve("d.txt"), "");
        assertThatThrownBy(() -> teller.readAll(folder))
                .hasMessageContaining("3 mistakes")
                .hasMessageContaining("c.txt:1: id T-1 is that of a.txt")
                .hasMessageContaining("c.txt:2: unknown verb")
                .hasMessageContaining("d.txt:1: no story");
    }
}
