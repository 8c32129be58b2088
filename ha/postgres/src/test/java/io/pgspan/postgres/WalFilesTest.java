package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against two segments of four pages that are written byte by byte, as a server with the smallest pages would. */
class WalFilesTest {
    private static final int PAGE = 1024;
    private static final int SEGMENT = 4 * PAGE;
    private static final long FIRST = 7L * SEGMENT;
    private static final ControlFile DATABASE = new ControlFile(
            42, ControlFile.State.SHUT_DOWN, 3, Lsn.ZERO, Lsn.ZERO, Lsn.ZERO, 0, false, true, SEGMENT, 1300);

    private final ByteBuffer wal = ByteBuffer.allocate(2 * SEGMENT).order(ByteOrder.LITTLE_ENDIAN);

    private static int header(int position) {
        return position % SEGMENT == 0 ? 40 : 24;
    }

    private static boolean isInHeader(int position) {
        return position % PAGE < header(position - position % PAGE);
    }

    /** Writes a record and gives the position behind its last byte. */
    private int write(int start, int length) {
        Arrays.fill(wal.array(), (byte) 0);
        for (int page = 0; page < wal.capacity(); page += PAGE) {
            wal.putShort(page, (short) 0xD110).putLong(page + 8, FIRST + page).putInt(page + 4, 3);
            if (page % SEGMENT == 0) {
                wal.putShort(page + 2, (short) 2).putLong(page + 24, 42);
                wal.putInt(page + 32, SEGMENT).putInt(page + 36, PAGE);
            }
        }
        ByteBuffer record = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0, length);
        for (int i = 24; i < length; i++) {
            record.put(i, (byte) i);
        }
        CRC32C crc = new CRC32C();
        crc.update(record.array(), 24, length - 24);
        crc.update(record.array(), 0, 20);
        record.putInt(20, (int) crc.getValue());
        int position = start;
        for (int i = 0; i < length; i++) {
            if (position % PAGE == 0) {
                wal.putShort(position + 2, (short) (wal.getShort(position + 2) | 1));
                wal.putInt(position + 16, length - i);
                position += header(position);
            }
            wal.put(position++, record.get(i));
        }
        return position;
    }

    private WalRecord read(int start) {
        try {
            Path data = Files.createTempDirectory("pgspan-wal-");
            try {
                Path directory = Files.createDirectory(data.resolve("pg_wal"));
                byte[] all = wal.array();
                Files.write(directory.resolve("000000030000000000000007"), Arrays.copyOfRange(all, 0, SEGMENT));
                Files.write(
                        directory.resolve("000000030000000000000008"), Arrays.copyOfRange(all, SEGMENT, 2 * SEGMENT));
                return new WalFiles(data, DATABASE).at(new Lsn(FIRST + start));
            } finally {
                DataFiles.deleteTree(data);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 300)
    void theEndCountsTheHeadersOfThePagesThatTheRecordCrosses(
            @ForAll @IntRange(min = 5, max = SEGMENT / 8 - 1) int eighth,
            @ForAll @IntRange(min = 24, max = 3000) int length) {
        int start = eighth * 8;
        int last = write(start, length);
        if (isInHeader(start)) {
            assertThatThrownBy(() -> read(start)).hasMessageContaining("no record can start there");
            return;
        }
        WalRecord record = read(start);
        int aligned = (last + 7) / 8 * 8;
        assertThat(record.end()).isEqualTo(new Lsn(FIRST + aligned));
        assertThat(record.isShutdownCheckpoint()).isTrue();
    }

    @Test
    void aRecordThatFillsItsPageEndsAtTheBoundaryBeforeTheNextHeader() {
        write(PAGE + 24, PAGE - 24);
        assertThat(read(PAGE + 24).end()).isEqualTo(new Lsn(FIRST + 2 * PAGE));
    }

    @Test
    void whateverIsNotTheExpectedRecordIsRefused() {
        int start = SEGMENT - 40;
        List<String> refusals = new ArrayList<>();
        refusals.add(after(start, () -> wal.putInt(start, 0)));
        refusals.add(after(start, () -> wal.putInt(start, 23)));
        refusals.add(after(start, () -> wal.putInt(start, -1)));
        refusals.add(after(start, () -> wal.put(start + 30, (byte) 0)));
        refusals.add(after(start, () -> wal.putLong(SEGMENT + 8, 0)));
        refusals.add(after(start, () -> wal.putInt(SEGMENT + 16, 99)));
        refusals.add(after(start, () -> wal.putShort(SEGMENT + 2, (short) 2)));
        refusals.add(after(start, () -> wal.putLong(SEGMENT + 24, 43)));
        refusals.add(after(start, () -> wal.putLong(SEGMENT - PAGE + 8, 0)));
        refusals.add(after(start, () -> wal.putInt(36, 3000)));
        assertThat(refusals)
                .zipSatisfy(
                        List.of(
                                "its length is 0",
                                "its length is 23",
                                "its length is 4294967295",
                                "its checksum is wrong",
                                "maybe an old one",
                                "doesn't continue it",
                                "doesn't continue it",
                                "another database's",
                                "maybe an old one",
                                "page size of 3000"),
                        (refusal, part) -> assertThat(refusal).contains(part));
        write(start, 114);
        assertThatThrownBy(() -> read(start + 4)).hasMessageContaining("no record can start there");
    }

    private String after(int start, Runnable damage) {
        write(start, 114);
        damage.run();
        try {
            return "none, read " + read(start);
        } catch (PgspanException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
