package io.pgspan.model.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory.Switch;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineHistoryTest {
    private static final String TEXT = """
            1\t0/3000148\tno recovery target specified

            # a comment
              3\t0/5000000\tbefore 2026-01-01 00:00:00+00
            """;

    @Test
    void readsTheFileThatPostgresqlWrites() {
        TimelineHistory history = TimelineHistory.parse(4, TEXT);

        assertThat(history.timeline()).isEqualTo(4);
        assertThat(history.switches())
                .containsExactly(new Switch(1, Lsn.of("0/3000148")), new Switch(3, Lsn.of("0/5000000")));
        assertThat(history.endOf(1)).contains(Lsn.of("0/3000148"));
        assertThat(history.endOf(2)).isEmpty();
        assertThat(history.endOf(4)).isEmpty();
    }

    @Test
    void anEmptyFileIsATimelineWithoutAncestors() {
        assertThat(TimelineHistory.parse(1, "")).isEqualTo(TimelineHistory.first());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "x\t0/0\t",
                "1\tnowhere\t",
                "0\t0/1\t",
                "-1\t0/1\t",
                "3\t0/1\t",
                "2\t0/1\t\n1\t0/2\t",
                "1\t0/1\n1\t0/2"
            })
    void aBrokenFileIsRefused(String text) {
        assertThatThrownBy(() -> TimelineHistory.parse(3, text)).isInstanceOf(PgspanException.class);
    }

    @Test
    void aServerMayFollowIfItHoldsNothingThatTheHistoryLacks() {
        TimelineHistory history = TimelineHistory.parse(4, TEXT);

        assertThat(history.contains(4, Lsn.of("FF/0"))).isTrue();
        assertThat(history.contains(1, Lsn.of("0/3000147"))).isTrue();
        assertThat(history.contains(1, Lsn.of("0/3000148")))
                .as("its log ends exactly at the switch")
                .isTrue();
        assertThat(history.contains(1, Lsn.of("0/3000149"))).isFalse();
        assertThat(history.contains(2, Lsn.ZERO)).as("never an ancestor").isFalse();
        assertThat(history.contains(5, Lsn.ZERO)).as("the future").isFalse();
    }

    @Test
    void aPromotionKeepsTheHistoryAndAddsTheSwitch() {
        TimelineHistory promoted =
                TimelineHistory.first().promotedTo(2, Lsn.of("0/10")).promotedTo(5, Lsn.of("0/20"));

        assertThat(promoted.timeline()).isEqualTo(5);
        assertThat(promoted.switches()).containsExactly(new Switch(1, Lsn.of("0/10")), new Switch(2, Lsn.of("0/20")));
        assertThatThrownBy(() -> promoted.promotedTo(5, Lsn.of("0/30"))).isInstanceOf(PgspanException.class);
    }

    @Property
    void whatWasContainedBeforeAPromotionAtTheEndStaysContained(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 1000) Integer> lengths,
            @ForAll @IntRange(min = 0, max = 6000) int position) {
        TimelineHistory history = TimelineHistory.first();
        long end = 0;
        for (int length : lengths) {
            end += length;
            history = history.promotedTo(history.timeline() + 1, new Lsn(end));
        }
        StringBuilder file = new StringBuilder();
        history.switches()
                .forEach(s ->
                        file.append(s.timeline()).append('\t').append(s.at()).append("\treason\n"));

        assertThat(TimelineHistory.parse(history.timeline(), file.toString())).isEqualTo(history);
        for (Switch s : history.switches()) {
            assertThat(history.contains(s.timeline(), new Lsn(position))).isEqualTo(position <= s.at().value());
        }
    }
}
