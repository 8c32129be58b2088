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

    /** Each pair was looked up in the library of the API server. */
    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0Ki, 0",
        "0e5, 0",
        "2.5, 2500m",
        "7000M, 7G",
        "0.5, 500m",
        "1000m, 1",
        "100m, 100m",
        "0.0005k, 500m",
        "20E, 20E",
        "-1.5Gi, -1536Mi",
        "1.5Gi, 1536Mi",
        "2048Mi, 2Gi",
        "1500Mi, 1500Mi",
        "1000Ki, 1000Ki",
        "1.5Ki, 1536",
        "0.5Ki, 512",
        "0.1Ki, 102400m",
        "0.0001Ki, 102400u",
        "1024Ki, 1Mi",
        "1024, 1024",
        "7Ei, 7Ei",
        "1e3, 1e3",
        "12e2, 1200",
        "1e4, 10e3",
        "1e5, 100e3",
        "1200e1, 12e3",
        "1.5e3, 1500",
        "1E-2, 10e-3",
        "3e-1, 300e-3",
        "1e21, 1e21",
        "1e99, 1e99"
    })
    void theCanonicalFormIsTheApiServers(String text, String canonical) {
        assertThat(Quantity.of(text).canonical()).isEqualTo(canonical);
        assertThat(Quantity.of(canonical)).isEqualTo(Quantity.of(text));
    }

    @Test
    void theCanonicalFormLeavesSignsAndZerosOutAndNeverLosesTheAmount() {
        assertThat(Quantity.of("007").canonical()).isEqualTo("7");
        assertThat(Quantity.of("+5Mi").canonical()).isEqualTo("5Mi");
        assertThat(Quantity.of("1.").canonical()).isEqualTo("1");
        assertThat(Quantity.of("1000E").canonical()).isEqualTo("1e21");
    }

    @Test
    void anAmountIsRoundedAwayFromZeroToNano() {
        assertThat(Quantity.of("0.1n")).isEqualTo(Quantity.of("1n"));
        assertThat(Quantity.of("7.2n").canonical()).isEqualTo("8n");
        assertThat(Quantity.of("-0.1n").canonical()).isEqualTo("-1n");
        assertThat(Quantity.of("9.9999999999").canonical()).isEqualTo("10");
        assertThat(Quantity.of("1e-12").canonical()).isEqualTo("1e-9");
        assertThat(Quantity.of("1.0000000001Ki").canonical()).isEqualTo("1024000000103n");
    }

    @Test
    void aBinaryAmountEndsWhereTheApiServersDoes() {
        assertThat(Quantity.of("8Ei").canonical()).isEqualTo("9223372036854775807");
        assertThat(Quantity.of("100Ei")).isEqualTo(Quantity.of("8Ei"));
        assertThat(Quantity.of("-8Ei").canonical()).isEqualTo("-9223372036854775807");
    }

    @Test
    void wholeAndMilliRoundAwayFromZero() {
        assertThat(Quantity.of("1m").toWhole()).isEqualTo(1);
        assertThat(Quantity.of("-1m").toWhole()).isEqualTo(-1);
        assertThat(Quantity.of("1.5Gi").toWhole()).isEqualTo(1_610_612_736);
        assertThat(Quantity.of("1u").toMilli()).isEqualTo(1);
        assertThat(Quantity.of("1.5").toMilli()).isEqualTo(1500);
    }

    /** A number with a point takes the long way, the same number without one the short way. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void bothWaysOfReadingAgree(@ForAll long number, @ForAll @From("suffixes") String suffix) {
        Quantity quick = Quantity.of(number + suffix);
        Quantity slow = Quantity.of(number + ".0" + suffix);

        assertThat(quick).isEqualTo(slow).hasSameHashCodeAs(slow);
        assertThat(quick.canonical()).isEqualTo(slow.canonical());
        assertThat(quick.signum()).isEqualTo(slow.signum());
    }

    @Provide
    Arbitrary<String> suffixes() {
        return Arbitraries.of(
                "", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "n", "u", "e3", "E-9");
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
        assertThat(Quantity.of(a.canonical())).isEqualTo(a);
        if (!one.endsWith("i") || a.canonical().endsWith("i")) { // 31.25Ki is 32000, which by itself is 32k
            assertThat(Quantity.of(a.canonical()).canonical()).isEqualTo(a.canonical());
        }
        assertThat(Quantity.of(a.amount().toPlainString())).isEqualTo(a).hasSameHashCodeAs(a);
    }
}
