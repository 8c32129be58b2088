package io.pgspan.model.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {

    @ParameterizedTest
    @CsvSource({
        "0/0, 0/0, 0",
        "16/B374D848, 16/B374D848, 97500059720",
        "16/b374d848, 16/B374D848, 97500059720",
        "00000000/00000001, 0/1, 1",
        "FFFFFFFF/FFFFFFFF, FFFFFFFF/FFFFFFFF, 18446744073709551615"
    })
    void readsAndPrintsLikePostgresql(String text, String printed, String value) {
        assertThat(Lsn.of(text)).hasToString(printed);
        assertThat(Long.toUnsignedString(Lsn.of(text).value())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "0",
                "0/",
                "/0",
                "0/0/0",
                "G/0",
                "0/G",
                "-1/0",
                "0/-1",
                "+1/0",
                "0/+1",
                " 0/0",
                "0/0 ",
                "123456789/0",
                "0/123456789"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Lsn.of(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Property
    void anyPositionSurvivesItsText(@ForAll long value) {
        Lsn lsn = new Lsn(value);

        assertThat(Lsn.of(lsn.toString())).isEqualTo(lsn).hasSameHashCodeAs(lsn);
    }

    @Property
    void orderIsUnsigned(@ForAll long one, @ForAll long other) {
        Lsn a = new Lsn(one);
        Lsn b = new Lsn(other);
        int expected = unsigned(one).compareTo(unsigned(other));

        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(expected);
        assertThat(a.isAfter(b)).isEqualTo(expected > 0);
        assertThat(Lsn.max(a, b)).isEqualTo(expected >= 0 ? a : b).isEqualTo(Lsn.max(b, a));
    }

    @Test
    void theHighestPositionsComeAfterTheMiddle() {
        assertThat(Lsn.of("80000000/0")).isGreaterThan(Lsn.of("7FFFFFFF/FFFFFFFF"));
        assertThat(Lsn.of("FFFFFFFF/FFFFFFFF").isAfter(Lsn.ZERO)).isTrue();
    }

    @Test
    void theDistanceIsInBytesAndSigned() {
        assertThat(Lsn.of("1/0").minus(Lsn.of("0/FFFFFFFF"))).isEqualTo(1);
        assertThat(Lsn.of("0/10").minus(Lsn.of("0/20"))).isEqualTo(-16);
        assertThat(Lsn.of("80000000/0").minus(Lsn.of("7FFFFFFF/FFFFFFFF"))).isEqualTo(1);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
