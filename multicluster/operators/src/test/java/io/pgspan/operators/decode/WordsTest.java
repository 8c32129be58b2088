package io.pgspan.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Words<Integer> WORDS = Words.of("One", 1).or("Two", 2).or("Pair", 2);

    @Test
    void aWordHasAValueAndAValueTheFirstOfItsWords() {
        assertThat(WORDS.value("Pair")).contains(2);
        assertThat(WORDS.value("one")).as("case matters").isEmpty();
        assertThat(WORDS.word(2)).isEqualTo("Two");
        assertThat(WORDS.find(3)).isEmpty();
        assertThat(WORDS.all()).containsExactly("One", "Two", "Pair");
    }

    @Test
    void namesAreTheWordsOfAnEnum() {
        assertThat(Words.ofNames(List.of(Thread.State.NEW)).value("NEW")).contains(Thread.State.NEW);
    }

    @Test
    void aWordHasOneMeaning() {
        assertThatThrownBy(() -> WORDS.or("One", 3)).hasMessageContaining("One");
        assertThatThrownBy(() -> WORDS.word(3)).hasMessageContaining("3");
    }
}
