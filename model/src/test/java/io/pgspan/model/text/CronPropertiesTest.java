package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The search against a walk over every minute, around changes of clocks. */
class CronPropertiesTest {
    private static final int WALK_MINUTES = 3 * 24 * 60;
    /** 2027-11-05T00:00Z: New York's clocks go back on 7 November. */
    private static final ZonedDateTime AUTUMN = ZonedDateTime.parse("2027-11-05T00:00:00Z");

    private static final ZonedDateTime SPRING = ZonedDateTime.parse("2027-03-12T00:00:00Z");

    @Provide
    Arbitrary<String> fields() {
        return Combinators.combine(
                        Arbitraries.of("*", "0", "30", "*/20", "5-10", "59,0"),
                        Arbitraries.of("*", "0", "1", "2", "*/6", "1-3", "23"),
                        Arbitraries.of("*", "*/2", "7", "14", "1-31", "6-8"),
                        Arbitraries.of("*", "11", "mar-nov/4", "3"),
                        Arbitraries.of("*", "0", "*/3", "sat", "1-5"))
                .as((minute, hour, day, month, week) -> String.join(" ", minute, hour, day, month, week));
    }

    @Provide
    Arbitrary<ZonedDateTime> moments() {
        return Combinators.combine(
                        Arbitraries.of(SPRING, AUTUMN),
                        Arbitraries.integers().between(0, WALK_MINUTES * 60),
                        Arbitraries.of("UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"))
                .as((from, seconds, zone) -> from.plusSeconds(seconds).withZoneSameInstant(ZoneId.of(zone)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 200)
    void nextIsTheFirstMinuteOfAWalkThatMatches(
            @ForAll @From("fields") String text, @ForAll @From("moments") ZonedDateTime moment) {
        CronFields fields = CronFields.five(text);
        Cron cron = Cron.of(text);
        ZonedDateTime walker = moment.plusSeconds(60 - moment.getSecond());
        for (int i = 0; i < WALK_MINUTES && !isTime(fields, walker); i++) {
            walker = walker.plusMinutes(1);
        }

        Optional<ZonedDateTime> next = cron.next(moment);

        if (isTime(fields, walker)) {
            assertThat(next).contains(walker);
        } else {
            assertThat(next)
                    .satisfiesAnyOf(
                            n -> assertThat(n).isEmpty(),
                            n -> assertThat(n.orElseThrow()).isAfter(moment.plusMinutes(WALK_MINUTES)));
        }
    }

    /** A day with both rules, told apart from the code under test by asking the text. */
    private static boolean isTime(CronFields fields, ZonedDateTime t) {
        boolean byMonth = fields.dayOfMonth().has(t.getDayOfMonth());
        boolean byWeek = fields.dayOfWeek().has(t.getDayOfWeek().getValue() % 7);
        boolean starred =
                fields.written().get(2).equals("*") || fields.written().get(4).equals("*");
        return fields.minute().has(t.getMinute())
                && fields.hour().has(t.getHour())
                && fields.month().has(t.getMonthValue())
                && (starred ? byMonth && byWeek : byMonth || byWeek);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 200)
    void thePreviousOfTheNextIsNotAfterTheMoment(
            @ForAll @From("fields") String text, @ForAll @From("moments") ZonedDateTime moment) {
        Cron cron = Cron.of(text);

        Optional<ZonedDateTime> next = cron.next(moment);
        Optional<ZonedDateTime> previous = cron.previous(moment);

        next.flatMap(cron::previous).ifPresent(p -> assertThat(p).isBeforeOrEqualTo(moment));
        previous.flatMap(cron::next).ifPresent(n -> assertThat(n).isAfterOrEqualTo(moment));
        assertThat(cron.withSeconds().next(moment)).isEqualTo(next);
        assertThat(cron.withSeconds().toCron()).contains(cron);
    }

    @Property(tries = 100)
    void aScheduleOfEverySecondFiresEverySecond(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        ZonedDateTime moment = ZonedDateTime.parse("1970-01-01T00:00:00Z").plusSeconds(second);

        assertThat(CronWithSeconds.of("* * * * * *").next(moment)).contains(moment.plusSeconds(1));
        assertThat(CronWithSeconds.of("* * * * * *").previous(moment)).contains(moment.minusSeconds(1));
    }
}
