package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0",
        "1, 1",
        "+5, 5",
        "-3, -3",
        ".5, 0.5",
        "-.5, -0.5",
        "5., 5",
        "1.50, 1.5",
        "500m, 0.5",
        "1500m, 1.5",
        "-250m, -0.25",
        "7u, 0.000007",
        "9n, 0.000000009",
        "2k, 2000",
        "3M, 3000000",
        "3G, 3000000000",
        "2T, 2000000000000",
        "2P, 2000000000000000",
        "2E, 2000000000000000000",
        "1Ki, 1024",
        "1Mi, 1048576",
        "2Gi, 2147483648",
        "1.5Gi, 1610612736",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "1Ei, 1152921504606846976",
        "0.5Ki, 512",
        "1e3, 1000",
        "1.5e3, 1500",
        "1e+3, 1000",
        "1e-3, 0.001",
        "1e0, 1",
        "007, 7"
    })
    void readsTheGrammarOfKubernetes(String text, BigDecimal amount) {
        assertThat(Quantity.of(text).amount()).isEqualByComparingTo(amount);
        assertThat(Quantity.of(text)).hasToString(text);
    }

    @Test
    void aCapitalEAloneIsExaAndWithDigitsAnExponent() {
        assertThat(Quantity.of("1E").amount()).isEqualByComparingTo("1000000000000000000");
        assertThat(Quantity.of("1E3").amount()).isEqualByComparingTo("1000");
        assertThat(Quantity.of("1E-2").amount()).isEqualByComparingTo("0.01");
        assertThat(Quantity.of("1Ei").amount()).isEqualByComparingTo("1152921504606846976");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+",
                "m",
                "Gi",
                "1 Gi",
                " 1",
                "1 ",
                "1\n",
                "1gi",
                "1K",
                "1KI",
                "1mi",
                "1B",
                "2GB",
                "1e",
                "1e+",
                "1e1.5",
                "1Gim",
                "--1",
                "+-1",
                "1,5",
                "0x10",
                "NaN",
                "Infinity",
                "1.2.3",
                "1e9999",
                "١"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Quantity.of(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("'" + text + "' is not a Kubernetes quantity");
    }

    @Test
    void aTextBeyondAllReasonIsRefused() {
        assertThat(Quantity.of("1".repeat(64)).signum()).isEqualTo(1);
        assertThatThrownBy(() -> Quantity.of("1".repeat(65))).isInstanceOf(PgspanException.class);
    }

    @ParameterizedTest(name = "{0} equals {1}")
    @CsvSource({
        "1Gi, 1024Mi",
        "1, 1000m",
        "0.5, 500m",
        ".5, 0.50",
        "1e3, 1k",
        "0, -0",
        "0Gi, 0m",
        "100, 1e2",
        "1E3, 1000"
    })
    void equalAmountsAreEqualHoweverWritten(String one, String other) {
        assertThat(Quantity.of(one)).isEqualTo(Quantity.of(other)).hasSameHashCodeAs(Quantity.of(other));
        assertThat(Quantity.of(one)).isEqualByComparingTo(Quantity.of(other));
    }

    @Test
    void otherAmountsAndOtherThingsAreNotEqual() {
        assertThat(Quantity.of("1Gi")).isNotEqualTo(Quantity.of("1G")).isNotEqualTo("1Gi");
    }

    @Test
    void orderIsByAmountAndTheSignIsTold() {
        assertThat(Quantity.of("999Mi")).isLessThan(Quantity.of("1Gi"));
        assertThat(Quantity.of("-1")).isLessThan(Quantity.of("1m"));
        assertThat(Quantity.of("-1m").signum()).isEqualTo(-1);
        assertThat(Quantity.of("0Ki").signum()).isZero();
        assertThat(Quantity.of("1n").signum()).isEqualTo(1);
    }

    @Provide
    Arbitrary<String> quantities() {
        Arbitrary<String> numbers = Combinators.combine(
                        Arbitraries.of("", "-", "+"),
                        Arbitraries.integers().between(0, 99999),
                        Arbitraries.of("", ".", ".0", ".25", ".5"))
                .as((sign, whole, fraction) -> sign + whole + fraction);
        Arbitrary<String> suffixes =
                Arbitraries.of("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "n", "u", "E", "e3", "E3", "e-3", "E+2");
        return Combinators.combine(numbers, suffixes).as((number, suffix) -> number + suffix);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void orderEqualityAndHashAgree(@ForAll @From("quantities") String one, @ForAll @From("quantities") String other) {
        Quantity a = Quantity.of(one);
        Quantity b = Quantity.of(other);

        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0).isEqualTo(b.equals(a));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        if (a.equals(b)) {
            assertThat(a).hasSameHashCodeAs(b);
        }
        assertThat(Quantity.of(a.toString())).isEqualTo(a);
        assertThat(Quantity.of(a.amount().toPlainString())).isEqualTo(a).hasSameHashCodeAs(a);
    }
}
