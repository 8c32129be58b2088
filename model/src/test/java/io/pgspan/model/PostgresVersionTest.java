package io.pgspan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresVersionTest {

    @Test
    void orderIsByMajorThenMinorAsNumbers() {
        List<PostgresVersion> sorted = Stream.of("18", "999", "17.10", "16.15", "17.9", "17", "10.0")
                .map(PostgresVersion::of)
                .sorted()
                .toList();

        assertThat(sorted)
                .extracting(PostgresVersion::toString)
                .containsExactly("10.0", "16.15", "17.0", "17.9", "17.10", "18.0", "999.0");
    }

    @Test
    void aMajorAloneIsItsFirstMinor() {
        assertThat(PostgresVersion.of("17"))
                .isEqualTo(PostgresVersion.of("17.0"))
                .hasToString("17.0");
        assertThat(PostgresVersion.of("17.2")).isEqualTo(new PostgresVersion(17, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9.6", "9", "17.", ".2", "17.2.1", "17-2", "v17", "17beta1", " 17", "1000", "17.1000", "-17"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> PostgresVersion.of(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("is not a PostgreSQL version");
    }

    @Test
    void aNegativeMinorIsRefused() {
        assertThatThrownBy(() -> new PostgresVersion(17, -1)).isInstanceOf(PgspanException.class);
    }
}
