package io.pgspan.testkit.simulation;

import io.pgspan.testkit.base.story.Vocabulary;
import io.pgspan.testkit.base.story.VocabularyBuilder;

/** The words in which stories are told of a simulated cluster. */
final class SimulationWords {
    private SimulationWords() {}

    static Vocabulary<Stage> all() {
        VocabularyBuilder<Stage> words = Vocabulary.builder();
        SetupWords.addTo(words);
        NetworkWords.addTo(words);
        MemberWords.addTo(words);
        OnceWords.addTo(words);
        OperatorWords.addTo(words);
        ExpectationWords.addTo(words);
        return words.state(Stage::toString).build();
    }
}
