package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronWithSecondsTest {
    private static final ZonedDateTime NEW_YEAR = ZonedDateTime.parse("2027-01-01T00:00:00Z");

    @Test
    void theFirstFieldIsTheSecond() {
        assertThat(CronWithSeconds.of("30 0 1 * * *").next(NEW_YEAR))
                .contains(NEW_YEAR.plusHours(1).plusSeconds(30));
        assertThat(CronWithSeconds.of("* */5 * * * *").next(NEW_YEAR)).contains(NEW_YEAR.plusSeconds(1));
        assertThat(CronWithSeconds.of("59 59 23 * * *").previous(NEW_YEAR)).contains(NEW_YEAR.minusSeconds(1));
        assertThat(CronWithSeconds.of("@daily")).isEqualTo(CronWithSeconds.of("0 0 0 * * *"));
    }

    @Test
    void aStarWithAStepIsAStarInTheRuleOfDays() {
        assertThat(CronWithSeconds.of("0 0 0 */2 * 1").next(NEW_YEAR))
                .as("an odd day and a Monday")
                .contains(ZonedDateTime.parse("2027-01-11T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 1 * * 0", "@every 24h", "60 * * * * *", "0 0 0 0 0 0 0", ""})
    void refusesFiveFieldsAndNonsense(String text) {
        assertThatThrownBy(() -> CronWithSeconds.of(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("write second minute hour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0 1 * * 0", "@weekly", "0 0 */2 * 1", "0 0 */2 * */3", "0 0 */2 * *", "*/15 1-5 1,15 jan-mar ?"
            })
    void fiveFieldsHaveTheSameMeaningWithSecondsAndBack(String text) {
        Cron five = Cron.of(text);

        assertThat(five.withSeconds().toCron()).contains(five);
        ZonedDateTime time = NEW_YEAR;
        for (int i = 0; i < 20; i++) {
            ZonedDateTime next = five.next(time).orElseThrow();
            assertThat(five.withSeconds().next(time)).contains(next);
            time = next;
        }
    }

    @Test
    void textsOfTheSameMeaningAreKeptAsWritten() {
        assertThat(Cron.of("0  1 * * 0").withSeconds()).hasToString("0 0 1 * * 0");
        assertThat(CronWithSeconds.of("0 0 1 * * 0").toCron().orElseThrow()).hasToString("0 1 * * 0");
    }

    @Test
    void fiveFieldsCantSayWhatSixSay() {
        assertThat(CronWithSeconds.of("30 0 1 * * *").toCron()).as("a second").isEmpty();
        assertThat(CronWithSeconds.of("* 0 1 * * *").toCron())
                .as("every second")
                .isEmpty();
        assertThat(CronWithSeconds.of("0 0 0 */2 * 1").toCron())
                .as("odd days that are Mondays")
                .isEmpty();
        assertThat(CronWithSeconds.of("0 0 0 */2 * 0-6").toCron())
                .as("odd days, said in a way that five fields read otherwise")
                .contains(Cron.of("0 0 */2 * *"));
    }

    @Test
    void aScheduleIsOneOfTwoKinds() {
        CronSchedule five = Cron.of("@daily");
        CronSchedule six = CronWithSeconds.of("@daily");

        assertThat(five.<String>match(Cron::text, c -> "six")).isEqualTo("@daily");
        assertThat(six.<String>match(c -> "five", CronWithSeconds::text)).isEqualTo("@daily");
        assertThat(five).isNotEqualTo(six);
    }
}
