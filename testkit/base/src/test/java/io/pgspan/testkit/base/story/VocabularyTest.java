package io.pgspan.testkit.base.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final Vocabulary<List<String>> WORDS = Vocabulary.<List<String>>builder()
            .verb("go <where>", (log, a) -> log.add("where " + a.word("where")))
            .verb("go home", (log, a) -> log.add("home"))
            .verb("go <steps:int>", (log, a) -> log.add("steps " + a.number("steps")))
            .verb("go <where...>", (log, a) -> log.add("path " + a.words("where")))
            .verb("wait <span:time> or <what:run|hide>", (log, a) -> log.add(a.time("span") + " " + a.word("what")))
            .verb("lie <x>", (log, a) -> log.add(a.word("y")))
            .build();

    private static List<String> said(String line) {
        List<String> log = new ArrayList<>();
        Story story = StoryReader.parse("x.txt", "story X x\ngiven " + line);
        new Storyteller<>(WORDS).tell(story, log, new Lamps()).orThrow();
        return log;
    }

    @Test
    void the_narrowest_shape_that_matches_is_meant() {
        assertThat(said("go home")).containsExactly("home");
        assertThat(said("go away")).containsExactly("where away");
        assertThat(said("go 3")).containsExactly("steps 3");
        assertThat(said("go far away")).containsExactly("path [far, away]");
    }

    @Test
    void slots_have_types() {
        assertThat(said("wait 1.5s or hide")).containsExactly(Duration.ofMillis(1500) + " hide");
    }

    @Test
    void a_handler_that_asks_for_a_slot_its_shape_does_not_have_is_told_so() {
        assertThatThrownBy(() -> said("lie 1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shape \"lie <x>\" has no slot y");
    }

    @Test
    void a_story_whose_words_are_unknown_is_refused_before_anything_happens() {
        List<String> log = new ArrayList<>();
        Story story = StoryReader.parse("x.txt", "story X x\ngiven go home\nat 1s fly");
        assertThatThrownBy(() -> new Storyteller<>(WORDS).tell(story, log, new Lamps()))
                .isInstanceOf(StoryException.class)
                .hasMessageContaining("x.txt:3: unknown verb \"fly\"");
        assertThat(log).isEmpty();
    }

    @Test
    void its_words_can_be_listed() {
        assertThat(Lamps.vocabulary().verbs()).contains("light <lamps...>");
        assertThat(Lamps.vocabulary().conditions())
                .containsExactly("<lamp> is <state:on|off>", "<count:int> lamps burn");
        assertThat(Lamps.vocabulary().invariants()).containsExactly("L1", "L2");
    }

    @Test
    void words_that_cannot_be_told_apart_or_read_are_refused() {
        VocabularyBuilder<String> builder = Vocabulary.<String>builder().verb("go <where>", (c, a) -> {});
        assertThatThrownBy(() -> builder.verb("go  <there>", (c, a) -> {}))
                .hasMessageContaining("match the same lines");
        assertThatThrownBy(() -> builder.verb("", (c, a) -> {})).hasMessageContaining("needs a word");
        assertThatThrownBy(() -> builder.verb("go <all...> now", (c, a) -> {})).hasMessageContaining("comes last");
        assertThatThrownBy(() -> builder.verb("go <a> <a>", (c, a) -> {})).hasMessageContaining("two slots a");
        assertThatThrownBy(() -> builder.verb("go <a:float>", (c, a) -> {})).hasMessageContaining("is no type");
        assertThatThrownBy(() -> builder.verb("go <a", (c, a) -> {})).hasMessageContaining("is none of");
        assertThatThrownBy(() -> builder.condition("not here", (c, a) -> true)).hasMessageContaining("positively");
        assertThatThrownBy(() -> builder.invariant("all", c -> Optional.empty()))
                .hasMessageContaining("not all");
        builder.invariant("I1", c -> Optional.empty());
        assertThatThrownBy(() -> builder.invariant("I1", c -> Optional.empty())).hasMessageContaining("used once");
    }
}
