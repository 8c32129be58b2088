package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFileFormatTest {
    private static byte[] file(int version, int crcAt, long systemIdentifier, int state) {
        ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, systemIdentifier).putInt(8, version).putInt(16, state);
        CRC32C crc = new CRC32C();
        crc.update(file.array(), 0, crcAt);
        file.putInt(crcAt, (int) crc.getValue());
        return file.array();
    }

    @Test
    void theSystemIdentifierIsUnsigned() {
        ControlFile file = ControlFileFormat.parse(file(1800, 292, -1L, 6), "here");
        assertThat(file.systemIdentifierText()).isEqualTo("18446744073709551615");
    }

    @Test
    void anUnknownVersionOrStateIsRefused() {
        assertThatThrownBy(() -> ControlFileFormat.parse(file(1201, 288, 1, 6), "here"))
                .hasMessageContaining("here: control file of version 1201");
        assertThatThrownBy(() -> ControlFileFormat.parse(file(1300, 288, 1, 7), "here"))
                .hasMessageContaining("state is 7");
    }

    @Property
    void anySingleDamagedByteIsNoticed(
            @ForAll @IntRange(min = 0, max = 291) int position, @ForAll @IntRange(min = 1, max = 255) int damage) {
        byte[] bytes = file(1300, 288, 42, 1);
        assertThat(ControlFileFormat.parse(bytes, "here").state()).isEqualTo(ControlFile.State.SHUT_DOWN);
        bytes[position] ^= (byte) damage;
        assertThatThrownBy(() -> ControlFileFormat.parse(bytes, "here")).isInstanceOf(PgspanException.class);
    }

    /**
     * The layout computed as a C compiler does: each field at the next multiple of its own size, the whole rounded up to 8. The
     * fields are those of PostgreSQL 13; 14 to 16 have the same and the same version number, 17 has the same, and 18 has the
     * default signedness of char, one byte, between the checksum version and the nonce.
     */
    private static final String FIELDS_13 = "system_identifier:8 version:4 catalog:4 state:4 time:8 checkpoint:8"
            + " copy.redo:8 copy.timeline:4 copy.previous_timeline:4 copy.full_page_writes:1 copy.next_xid:8"
            + " copy.next_oid:4 copy.next_multi:4 copy.next_multi_offset:4 copy.oldest_xid:4 copy.oldest_xid_db:4"
            + " copy.oldest_multi:4 copy.oldest_multi_db:4 copy.time:8 copy.oldest_commit_ts:4 copy.newest_commit_ts:4"
            + " copy.oldest_active_xid:4 copy.end:-8"
            + " unlogged_lsn:8 min_recovery_point:8 min_recovery_timeline:4 backup_start:8 backup_end:8"
            + " backup_end_required:1 wal_level:4 wal_log_hints:1 max_connections:4 max_worker_processes:4"
            + " max_wal_senders:4 max_prepared_xacts:4 max_locks_per_xact:4 track_commit_timestamp:1 max_align:4"
            + " float_format:8 block_size:4 relation_segment_size:4 wal_block_size:4 wal_segment_size:4"
            + " name_data_length:4 index_max_keys:4 toast_max_chunk:4 large_object_chunk:4 float8_by_value:1"
            + " checksum_version:4";

    private static ToIntFunction<String> offsets(String fields) {
        Map<String, Integer> offsets = new HashMap<>();
        int at = 0;
        for (String field : fields.split(" ", -1)) {
            String name = field.substring(0, field.indexOf(':'));
            int bytes = Integer.parseInt(field.substring(field.indexOf(':') + 1));
            int align = bytes > 8 ? 1 : Math.abs(bytes);
            at = (at + align - 1) / align * align;
            offsets.put(name, at);
            at += Math.max(0, bytes);
        }
        return name -> Objects.requireNonNull(offsets.get(name), name);
    }

    @ParameterizedTest
    @CsvSource({"13, 1300", "14, 1300", "15, 1300", "16, 1300", "17, 1700", "18, 1800"})
    void everyFieldIsReadWhereTheStructureOfThatMajorPutsIt(int major, int version) {
        String fields = FIELDS_13 + (major >= 18 ? " char_signedness:1" : "") + " nonce:32 crc:4";
        ToIntFunction<String> at = offsets(fields);
        ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < at.applyAsInt("crc"); i++) {
            file.put(i, (byte) 0x5A); // whatever is read elsewhere than here comes out wrong
        }
        file.putLong(at.applyAsInt("system_identifier"), 7_000_000_000_000_000_007L)
                .putInt(at.applyAsInt("version"), version);
        file.putInt(at.applyAsInt("state"), 5).putLong(at.applyAsInt("checkpoint"), 0x1_0000_0028L);
        file.putLong(at.applyAsInt("copy.redo"), 0x1_0000_0020L).putInt(at.applyAsInt("copy.timeline"), 9);
        file.putLong(at.applyAsInt("min_recovery_point"), 0x2_0000_0030L)
                .putInt(at.applyAsInt("min_recovery_timeline"), 11);
        file.put(at.applyAsInt("wal_log_hints"), (byte) 1).putInt(at.applyAsInt("wal_segment_size"), 1 << 20);
        file.putInt(at.applyAsInt("checksum_version"), 0);
        CRC32C crc = new CRC32C();
        crc.update(file.array(), 0, at.applyAsInt("crc"));
        file.putInt(at.applyAsInt("crc"), (int) crc.getValue());
        assertThat(ControlFileFormat.parse(file.array(), "here"))
                .isEqualTo(new ControlFile(
                        7_000_000_000_000_000_007L,
                        ControlFile.State.ARCHIVE_RECOVERY,
                        9,
                        Lsn.of("1/28"),
                        Lsn.of("1/20"),
                        Lsn.of("2/30"),
                        11,
                        true,
                        false,
                        1 << 20,
                        version));
        file.put(at.applyAsInt("wal_log_hints"), (byte) 0);
        crc.reset();
        crc.update(file.array(), 0, at.applyAsInt("crc"));
        file.putInt(at.applyAsInt("crc"), (int) crc.getValue());
        assertThat(ControlFileFormat.parse(file.array(), "here").canBeRewound()).isFalse();
    }
}
