package io.pgspan.testkit.base.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorytellerTest {
    private final Storyteller<Lamps> teller = new Storyteller<>(Lamps.vocabulary());
    private final Lamps lamps = new Lamps();

    private StoryOutcome tell(String... lines) {
        Story story = teller.read("toy.txt", "story T-1 A toy\n" + String.join("\n", lines));
        return teller.tell(story, lamps, lamps);
    }

    private static StoryOutcome.Failed failure(StoryOutcome outcome) {
        return outcome.match(
                passed -> {
                    throw new AssertionError("passed, but should have failed");
                },
                failed -> failed);
    }

    private static void assertPassed(StoryOutcome outcome) {
        assertThatCode(outcome::orThrow).doesNotThrowAnyException();
    }

    @Test
    void a_story_is_told_in_the_order_of_time_and_of_the_file() {
        assertPassed(tell(
                "given switch a on",
                "at 2s switch b on after 500ms",
                "at 2.5s switch a off",
                "by 2.5s b is on",
                "until 60s"));

        assertThat(lamps.log()).containsExactly("0s a on", "2.5s b on", "2.5s a off");
        assertThat(lamps.now()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void an_expectation_comes_true_at_any_moment_until_its_deadline() {
        String[] story = {"at 1s switch a on after 3s", "at 1s switch a off after 4s", "by 9s a is on", "by 9s a is off"
        };
        assertPassed(tell(story));
        assertThat(lamps.now()).as("without until the last time named ends it").isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void an_expectation_may_come_true_in_the_very_moment_of_its_deadline() {
        assertPassed(tell("at 1s switch a on after 3s", "by 4s a is on"));
    }

    @Test
    void an_expectation_that_comes_true_too_late_fails_at_its_line_with_the_state() {
        StoryOutcome.Failed failed =
                failure(tell("given light c d", "at 1s switch a on after 3001ms", "by 4s a is on", "until 9s"));

        assertThat(failed.line().at()).isEqualTo("toy.txt:4");
        assertThat(failed.time()).isEqualTo(Duration.ofSeconds(4));
        assertThat(failed.message()).isEqualTo("""
                        story T-1 "A toy" failed at 4s
                          toy.txt:4: by 4s a is on
                          it did not hold from 1s to 4s
                          state: [c, d]\
                        """);
    }

    @Test
    void an_expectation_is_not_satisfied_by_what_was_true_only_before_its_event() {
        assertThat(failure(tell("given light a", "at 1s switch a off", "by 5s a is on"))
                        .why())
                .isEqualTo("it did not hold from 1s to 5s");
    }

    @Test
    void of_two_lines_at_one_moment_the_deadline_above_an_event_is_judged_first() {
        assertThat(failure(tell("by 5s a is on", "at 5s switch a on")).line().number())
                .isEqualTo(2);
    }

    @Test
    void a_denied_expectation_wants_the_opposite() {
        assertPassed(tell("given light a", "at 1s switch a off after 1s", "by 3s not a is on"));
        assertThat(failure(new StorytellerTest().tell("given light a", "by 3s not a is on"))
                        .why())
                .isEqualTo("it held all the time from 0s to 3s");
    }

    @Test
    void what_must_never_be_fails_at_the_moment_it_is() {
        StoryOutcome.Failed failed = failure(
                tell("never 2 lamps burn", "at 1s switch a on after 1s", "at 1s switch b on after 1500ms", "until 9s"));

        assertThat(failed.line().at()).isEqualTo("toy.txt:2");
        assertThat(failed.time()).isEqualTo(Duration.ofMillis(2500));
        assertThat(failed.why()).isEqualTo("it holds at 2.5s");
    }

    @Test
    void what_is_given_is_not_watched_while_it_is_done() {
        assertPassed(tell("check L1", "never 1 lamps burn", "given light a b c", "given switch c off", "until 1s"));
    }

    @Test
    void a_ban_holds_from_its_first_to_its_last_moment_only() {
        String[] blink = {"at 2s switch a on", "at 3s switch a off", "at 5s switch a on after 1s", "at 7s switch a off"
        };
        assertPassed(tell(blink[0], blink[1], "from 3s to 5.9s never a is on", blink[2], blink[3], "until 20s"));
        assertThat(failure(new StorytellerTest()
                                .tell(blink[0], blink[1], "from 3s to 6s never a is on", blink[2], blink[3]))
                        .time())
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(failure(new StorytellerTest()
                                .tell("from 2.9s to 5s never a is on", blink[0], blink[1], blink[2], blink[3]))
                        .time())
                .isEqualTo(Duration.ofMillis(2900));
    }

    @Test
    void never_not_means_always() {
        assertThat(failure(tell("given light a", "never not a is on", "at 1s switch a off after 7s", "until 9s"))
                        .why())
                .isEqualTo("it does not hold at 8s");
    }

    @Test
    void an_invariant_is_looked_at_at_every_stop_of_the_clock() {
        StoryOutcome.Failed failed = failure(tell(
                "check L2 L1",
                "given light a b",
                "at 1s switch c on after 1s",
                "at 1s switch c off after 1001ms",
                "until 9s"));

        assertThat(failed.line().at()).isEqualTo("toy.txt:2");
        assertThat(failed.why()).isEqualTo("L1 is violated: 3 lamps on one fuse");
        assertThat(failed.time()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void check_all_checks_every_invariant_and_no_check_none() {
        assertThat(failure(tell("check all", "at 1s switch bad on")).why()).contains("L2 is violated");
        assertPassed(new StorytellerTest().tell("at 1s light bad a b c"));
    }

    @Test
    void what_a_handler_throws_fails_its_line_and_is_kept() {
        StoryOutcome.Failed failed = failure(tell("at 1s drop a"));

        assertThat(failed.line().number()).isEqualTo(2);
        assertThat(failed.why()).contains("a is in pieces");
        assertThat(failed.thrown()).containsInstanceOf(IllegalStateException.class);
        assertThatThrownBy(failed::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("toy.txt:2: at 1s drop a")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_story_goes_the_same_way_twice() {
        String[] story = {"at 1s switch a on after 1s", "at 2s light b c", "by 3s 3 lamps burn", "until 4s"};
        StorytellerTest other = new StorytellerTest();
        StoryOutcome first = tell(story);
        StoryOutcome second = other.tell(story);

        assertThat(second).isEqualTo(first);
        assertThat(other.lamps.log()).isEqualTo(lamps.log());
    }

    @Test
    void a_clock_that_stands_still_ends_the_story() {
        Story story = teller.read("toy.txt", "story T-1 A toy\nat 1s switch a on");
        StoryOutcome outcome = teller.tell(story, lamps, new StoryClock() {
            @Override
            public Duration now() {
                return Duration.ZERO;
            }

            @Override
            public void advanceTo(Duration time) {}
        });
        assertThat(failure(outcome).why()).isEqualTo("the clock does not go on from 0s");
    }

    @Test
    void a_real_clock_tells_a_story_in_real_time() {
        Story story = teller.read("toy.txt", "story T-1 A toy\nat 30ms switch a on\nby 60ms a is on\nuntil 80ms");
        long start = System.nanoTime();

        assertPassed(teller.tell(story, lamps, new RealStoryClock(Duration.ofMillis(5))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }

    @Test
    void a_clock_that_comes_back_late_does_not_prolong_a_ban() {
        Story story = teller.read("toy.txt", "story T-1 A toy\nfrom 1s to 2s never a is on\nuntil 5s");
        StoryOutcome outcome = teller.tell(story, lamps, new StoryClock() {
            private Duration now = Duration.ZERO;

            @Override
            public Duration now() {
                return now;
            }

            @Override
            public void advanceTo(Duration time) {
                now = time.plusMillis(100);
                if (now.compareTo(Duration.ofSeconds(2)) > 0) {
                    lamps.set("a", "on");
                }
            }
        });
        assertPassed(outcome);
    }
}
