package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgspan.model.PgspanException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaPolicyTest {
    private static final Pattern LEASE = Pattern.compile("take for example leaseDuration (\\d+) ms");
    private static final Pattern RETRY = Pattern.compile("take (\\d+) ms$");

    @Test
    void theDefaultsAreValid() {
        assertThatCode(HaPolicy::ofDefaults).doesNotThrowAnyException();
    }

    @Test
    void aHolderMustBeThroughBeforeAnybodyMayTakeOver() {
        // (3000 + 1000) * 1.1 = 4400
        assertThatCode(() -> policy(4401, 3000, 1000, 250, 1.1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy(4400, 3000, 1000, 250, 1.1))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("4400 ms");
    }

    @Test
    void partsOfAMillisecondCount() {
        assertThatThrownBy(() -> new HaPolicy(
                        Duration.ofMillis(4000),
                        Duration.ofMillis(3000).plusNanos(500),
                        Duration.ofMillis(1000),
                        Duration.ofMillis(250),
                        1,
                        Duration.ZERO))
                .isInstanceOf(PgspanException.class);
    }

    @Property
    void whatAnErrorProposesIsValid(
            @ForAll @IntRange(min = 1, max = 100_000) int lease,
            @ForAll @IntRange(min = 4, max = 100_000) int renew,
            @ForAll @IntRange(min = 0, max = 100_000) int stop,
            @ForAll @IntRange(min = 4, max = 100_000) int retry,
            @ForAll @DoubleRange(min = 1, max = 2) double ratio) {
        int leaseMillis = Math.max(4, lease);
        PgspanException first = failure(leaseMillis, renew, stop, retry, ratio);
        if (first != null && LEASE.matcher(first.getMessage()).find()) {
            leaseMillis = proposed(LEASE, first);
            first = failure(leaseMillis, renew, stop, retry, ratio);
        }
        if (first != null) {
            int retryMillis = proposed(RETRY, first);
            if (retryMillis >= 4) {
                assertThat(failure(leaseMillis, renew, stop, retryMillis, ratio))
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY, 2.01})
    void aClockRatioIsAtLeastOne(double ratio) {
        assertThatThrownBy(() -> policy(50_000, 3000, 1000, 250, ratio))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("clockRatio");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void durationsArePositive(long millis) {
        assertThatThrownBy(() -> policy(millis, 3000, 1000, 250, 1.1)).hasMessageContaining("leaseDuration");
        assertThatThrownBy(() -> policy(5000, millis, 1000, 250, 1.1)).hasMessageContaining("renewDeadline");
        assertThatThrownBy(() -> policy(5000, 3000, 1000, millis, 1.1)).hasMessageContaining("retryPeriod");
        assertThatThrownBy(() -> policy(5000, 3000, -1, 250, 1.1)).hasMessageContaining("stopBudget");
    }

    private static @org.jspecify.annotations.Nullable PgspanException failure(
            int lease, int renew, int stop, int retry, double ratio) {
        return catchThrowableOfType(PgspanException.class, () -> policy(lease, renew, stop, retry, ratio));
    }

    private static int proposed(Pattern pattern, PgspanException failure) {
        Matcher found = pattern.matcher(failure.getMessage());
        assertThat(found.find()).as(failure.getMessage()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static HaPolicy policy(long lease, long renew, long stop, long retry, double ratio) {
        return new HaPolicy(
                Duration.ofMillis(lease),
                Duration.ofMillis(renew),
                Duration.ofMillis(stop),
                Duration.ofMillis(retry),
                ratio,
                Duration.ofSeconds(1));
    }
}
