package io.pgspan.model.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.model.PostgresCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the rules of every theme: its test names mistakes, at least one a rule, and wishes that are right. */
abstract class RuleContract {

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneMistakeIsOneViolation(Mistake mistake) {
        assertThat(Validator.validate(mistake.wish(), Mistake.FLEET))
                .extracting(Violation::rule, Violation::path, Violation::value)
                .containsExactly(tuple(mistake.rule(), mistake.path(), mistake.value()));
        assertThat(Validator.validate(mistake.wish(), Mistake.FLEET)).allSatisfy(v -> {
            assertThat(v.message()).isNotBlank();
            assertThat(v.remedy()).isNotBlank();
            assertThat(v.source()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("right")
    void aRightWishHasNoViolation(PostgresCluster wish) {
        assertThat(Validator.validate(wish, Mistake.FLEET)).isEmpty();
    }
}
