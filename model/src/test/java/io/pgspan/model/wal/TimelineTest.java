package io.pgspan.model.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    @Test
    void writesTheFormsOfFilesAndSettings() {
        Timeline timeline = new Timeline(26);

        assertThat(timeline).hasToString("26");
        assertThat(timeline.hex()).isEqualTo("0000001A");
        assertThat(timeline.historyFile()).isEqualTo("0000001A.history");
        assertThat(timeline.next()).isEqualTo(new Timeline(27));
        assertThat(Timeline.FIRST).isLessThan(timeline);
    }

    @ParameterizedTest
    @CsvSource({
        "0000001A0000000000000003, 26",
        "0000001A0000000000000003.partial, 26",
        "0000001A0000000000000003.00000028.backup, 26",
        "00000002.history, 2",
        "7FFFFFFF.history, 2147483647"
    })
    void readsTheTimelineOfAFile(String name, int number) {
        assertThat(Timeline.ofFile(name)).isEqualTo(new Timeline(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "0000001", "00000000", "0000001a", "80000000", "+0000001", "xyz", "archive_status"})
    void refusesEverythingElse(String name) {
        assertThatThrownBy(() -> Timeline.ofFile(name))
                .isInstanceOf(PgspanException.class)
                .hasMessageStartingWith("timeline: ");
    }

    @Test
    void thereIsNoTimelineZeroAndNoneAfterTheLast() {
        assertThatThrownBy(() -> new Timeline(0)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new Timeline(-1)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new Timeline(Integer.MAX_VALUE).next()).isInstanceOf(PgspanException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "00000002.history, true",
        "0000000A.history, true",
        "00000002.history.ready, false",
        "2.history, false",
        "0000000a.history, false",
        ".history, false",
        "000000020000000000000003, false"
    })
    void aHistoryFileIsKnownByItsName(String name, boolean history) {
        assertThat(Timeline.isHistoryFile(name)).isEqualTo(history);
    }

    @Property
    void theHexFormReadsBack(@ForAll @IntRange(min = 1) int number) {
        Timeline timeline = new Timeline(number);

        assertThat(Timeline.ofHex(timeline.hex())).isEqualTo(timeline);
        assertThat(Timeline.ofFile(timeline.historyFile())).isEqualTo(timeline);
        assertThat(Timeline.isHistoryFile(timeline.historyFile())).isTrue();
    }
}
