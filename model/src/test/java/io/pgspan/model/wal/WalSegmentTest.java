package io.pgspan.model.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalSegmentTest {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "1, 0/0, 16, 000000010000000000000000",
        "1, 0/1000000, 16, 000000010000000000000001",
        "1, 0/FFFFFFFF, 16, 0000000100000000000000FF",
        "1, 1/0, 16, 000000010000000100000000",
        "10, 16/B374D848, 16, 0000000A00000016000000B3",
        "1, 0/FFFFFFFF, 1, 000000010000000000000FFF",
        "1, 16/B374D848, 64, 00000001000000160000002C",
        "2, 16/B374D848, 1024, 000000020000001600000002",
        "1, FFFFFFFF/FFFFFFFF, 16, 00000001FFFFFFFF000000FF"
    })
    void namesAreThoseOfPostgresql(int timeline, String position, int mebibytes, String name) {
        WalSegment segment = WalSegment.at(timeline, Lsn.of(position), mebibytes * MIB);

        assertThat(segment.name()).isEqualTo(name);
        assertThat(WalSegment.of(name, mebibytes * MIB)).isEqualTo(segment);
    }

    @Property
    void aPositionLiesInItsSegmentAndTheNameLeadsBackToIt(
            @ForAll @IntRange(min = 1) int timeline, @ForAll long position, @ForAll @IntRange(max = 10) int shift) {
        Lsn lsn = new Lsn(position);
        int size = MIB << shift;
        WalSegment segment = WalSegment.at(timeline, lsn, size);

        assertThat(WalSegment.isName(segment.name())).isTrue();
        assertThat(WalSegment.of(segment.name(), size)).isEqualTo(segment);
        assertThat(lsn.minus(segment.start())).isBetween(0L, size - 1L);
        assertThat(WalSegment.at(timeline, segment.start(), size)).isEqualTo(segment);
    }

    @Property
    void theNextSegmentBeginsWhereThisOneEndsAndItsNameSortsBehind(
            @ForAll @IntRange(min = 1) int timeline,
            @ForAll @LongRange(min = 0, max = (1L << 34) - 2) long number,
            @ForAll @IntRange(max = 10) int shift) {
        int size = MIB << shift;
        WalSegment segment = new WalSegment(timeline, number % ((1L << (44 - shift)) - 1), size);
        WalSegment next = segment.next();

        assertThat(next.start().minus(segment.start())).isEqualTo(size);
        assertThat(next.name()).isGreaterThan(segment.name());
        assertThat(WalSegment.of(next.name(), size)).isEqualTo(next);
        assertThat(next.timeline()).isEqualTo(timeline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000002.history",
                "00000001000000000000000",
                "0000000100000000000000000",
                "00000001000000000000000g",
                "00000001000000000000000a",
                "000000010000000000000001.partial",
                "000000010000000000000001.00000028.backup"
            })
    void otherFilesAreNoSegments(String name) {
        assertThat(WalSegment.isName(name)).isFalse();
        assertThatThrownBy(() -> WalSegment.of(name, WalSegment.DEFAULT_SIZE)).isInstanceOf(PgspanException.class);
    }

    @Test
    void partsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new WalSegment(0, 0, MIB)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new WalSegment(1, -1, MIB)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new WalSegment(1, 0, MIB / 2)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new WalSegment(1, 0, 3 * MIB)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new WalSegment(1, 0, Integer.MIN_VALUE)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> WalSegment.of("000000000000000000000001", MIB))
                .as("timeline 0")
                .isInstanceOf(PgspanException.class);
    }

    @Test
    void aNameWhoseLowHalfTheSizeForbidsIsRefused() {
        assertThat(WalSegment.of("0000000100000000000000FF", 16 * MIB).number()).isEqualTo(0xFF);
        assertThatThrownBy(() -> WalSegment.of("000000010000000000000100", 16 * MIB))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("16 MiB");
    }
}
