package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final String NEW_YORK = "America/New_York";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0 1 * * 0            | 2027-01-03T01:00 2027-01-10T01:00
            */15 * * * *         | 2027-01-01T00:15 2027-01-01T00:30
            5/20 * * * *         | 2027-01-01T00:05 2027-01-01T00:25 2027-01-01T00:45 2027-01-01T01:05
            0 1-7/3 * * *        | 2027-01-01T01:00 2027-01-01T04:00 2027-01-01T07:00 2027-01-02T01:00
            0 1,13 * * *         | 2027-01-01T01:00 2027-01-01T13:00
            1,,2 * * * *         | 2027-01-01T00:01 2027-01-01T00:02 2027-01-01T01:01
            */61 * * * *         | 2027-01-01T01:00 2027-01-01T02:00
            0 0 ? feb MON        | 2027-02-01T00:00 2027-02-08T00:00
            0 0 31 * *           | 2027-01-31T00:00 2027-03-31T00:00
            0 0 29 2 *           | 2028-02-29T00:00 2032-02-29T00:00
            @yearly              | 2028-01-01T00:00
            @annually            | 2028-01-01T00:00
            @monthly             | 2027-02-01T00:00
            @weekly              | 2027-01-03T00:00
            @daily               | 2027-01-02T00:00
            @midnight            | 2027-01-02T00:00
            @hourly              | 2027-01-01T01:00
            '  0\t2 * * * '      | 2027-01-01T02:00
            """)
    void firesWhenKubernetesFires(String text, String times) {
        assertThat(fires(Cron.of(text), "2027-01-01T00:00", "UTC", times.split(" ").length))
                .containsExactly(times.split(" "));
    }

    @Test
    void eitherDaySufficesWhereBothAreRestrictedAndAStarWithAStepRestricts() {
        assertThat(fires(Cron.of("0 0 13 * 5"), "2027-01-01T00:00", "UTC", 3))
                .containsExactly("2027-01-08T00:00", "2027-01-13T00:00", "2027-01-15T00:00");
        assertThat(fires(Cron.of("0 0 */2 * 1"), "2027-01-01T00:00", "UTC", 4))
                .containsExactly("2027-01-03T00:00", "2027-01-04T00:00", "2027-01-05T00:00", "2027-01-07T00:00");
        assertThat(fires(Cron.of("0 0 */2 * *"), "2027-01-01T00:00", "UTC", 2))
                .as("the other day is a star: both must match")
                .containsExactly("2027-01-03T00:00", "2027-01-05T00:00");
    }

    @Test
    void aTimeThatAChangeOfClocksSkipsIsNotMadeUpFor() {
        assertThat(fires(Cron.of("30 2 * * *"), "2027-03-13T12:00", NEW_YORK, 1))
                .containsExactly("2027-03-15T02:30");
        assertThat(Cron.of("30 2 * * *").previous(at("2027-03-14T12:00", NEW_YORK)))
                .contains(at("2027-03-13T02:30", NEW_YORK));
        assertThat(fires(Cron.of("0 0 * * *"), "2011-12-29T12:00", "Pacific/Apia", 1))
                .as("the zone left out a whole day")
                .containsExactly("2011-12-31T00:00");
    }

    @Test
    void aTimeThatAChangeOfClocksRepeatsComesTwice() {
        ZonedDateTime first = at("2027-11-07T01:30", NEW_YORK);

        Optional<ZonedDateTime> again = Cron.of("30 1 * * *").next(first);

        assertThat(again).contains(first.plusHours(1));
        assertThat(Cron.of("30 1 * * *").previous(first.plusHours(1))).contains(first);
        assertThat(Cron.of("30 1 * * *").next(first.plusHours(1))).contains(at("2027-11-08T01:30", NEW_YORK));
        assertThat(fires(Cron.of("45 1 * * *"), "2027-04-03T12:00", "Australia/Lord_Howe", 3))
                .as("half an hour is repeated")
                .containsExactly("2027-04-04T01:45", "2027-04-04T01:45", "2027-04-05T01:45");
    }

    @Test
    void theMomentItselfIsNeitherNextNorPrevious() {
        ZonedDateTime one = at("2027-01-01T01:00", "UTC");

        assertThat(Cron.of("0 1 * * *").next(one)).contains(one.plusDays(1));
        assertThat(Cron.of("0 1 * * *").previous(one)).contains(one.minusDays(1));
        assertThat(Cron.of("0 1 * * *").next(one.minusNanos(1))).contains(one);
        assertThat(Cron.of("0 1 * * *").previous(one.plusNanos(1))).contains(one);
    }

    @Test
    void theSearchReachesAcrossACenturyWithoutALeapYearAndEnds() {
        assertThat(Cron.of("0 0 29 2 *").next(at("2096-03-01T00:00", "UTC"))).contains(at("2104-02-29T00:00", "UTC"));
        assertThat(Cron.of("0 0 29 2 *").previous(at("2104-02-29T00:00", "UTC")))
                .contains(at("2096-02-29T00:00", "UTC"));
        assertThat(Cron.of("0 0 30 2 *").next(at("2027-01-01T00:00", "UTC"))).isEmpty();
        assertThat(Cron.of("0 0 30 2 *").previous(at("2027-01-01T00:00", "UTC")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0 1 * *",
                "0 0 1 * * 0",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 7",
                "* * * * sat-sun",
                "0 22-2 * * *",
                "*/0 * * * *",
                "*/-1 * * * *",
                "-1 * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "1- * * * *",
                "x * * * *",
                "* * L * *",
                "* * * * 1#2",
                "* * * * monday",
                "* * * * unm",
                "99999999999 * * * *",
                ", * * * *",
                "@Daily",
                "@reboot",
                "@every 1h30m",
                "TZ=UTC 0 2 * * *",
                "CRON_TZ=UTC 2 * * *"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Cron.of(text))
                .isInstanceOf(PgspanException.class)
                .hasMessageStartingWith("schedule '" + text + "': ")
                .hasMessageContaining("write minute hour");
    }

    @Test
    void aTextBeyondAllReasonIsRefused() {
        assertThatThrownBy(() -> Cron.of("1,".repeat(1000) + "1 * * * *")).isInstanceOf(PgspanException.class);
    }

    @Test
    void theTextIsKeptAndEqualityIsByMeaning() {
        assertThat(Cron.of(" @daily ")).hasToString(" @daily ").isEqualTo(Cron.of("0 0 * * *"));
        assertThat(Cron.of("0 0 * jan sun")).isEqualTo(Cron.of("0 0 ? 1 0")).hasSameHashCodeAs(Cron.of("0 0 ? 1 0"));
        assertThat(Cron.of("0,30 * * * *")).isEqualTo(Cron.of("*/30 * * * *"));
        assertThat(Cron.of("0 0 1-31 * 1"))
                .as("either day suffices, and one is every day")
                .isEqualTo(Cron.of("0 0 * * *"))
                .isNotEqualTo(Cron.of("0 0 * * 1"));
        assertThat(Cron.of("0 0 * * *")).isNotEqualTo(Cron.of("0 1 * * *")).isNotEqualTo("0 0 * * *");
    }

    private static List<String> fires(CronSchedule schedule, String from, String zone, int count) {
        List<String> times = new ArrayList<>();
        Optional<ZonedDateTime> time = schedule.next(at(from, zone));
        while (time.isPresent() && times.size() < count) {
            times.add(time.get().toLocalDateTime().toString());
            time = schedule.next(time.get());
        }
        return times;
    }

    private static ZonedDateTime at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone));
    }
}
