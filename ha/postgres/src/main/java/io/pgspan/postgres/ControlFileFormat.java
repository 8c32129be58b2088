package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of {@code pg_control}, a C structure of PostgreSQL dumped with the alignment of 64-bit machines. The offsets follow
 * from {@code src/include/catalog/pg_control.h}; the copy of the checkpoint begins at 40 and takes 88 bytes in 13 to 18. Version
 * 1800 has one more byte after the checksum version, which moves the CRC (Castagnoli) over all that stands before it from 288 to 292.
 * Only little-endian files are read: PostgreSQL's supported platforms of today.
 */
final class ControlFileFormat {
    private static final int VERSION_13_TO_16 = 1300;
    private static final int VERSION_17 = 1700;
    private static final int VERSION_18 = 1800;
    private static final int CRC_BYTES = 4;

    private static final int SYSTEM_IDENTIFIER = 0;
    private static final int CONTROL_VERSION = 8;
    private static final int STATE = 16;
    private static final int CHECKPOINT = 32;
    private static final int REDO = 40;
    private static final int TIMELINE = 48;
    private static final int MIN_RECOVERY_POINT = 136;
    private static final int MIN_RECOVERY_TIMELINE = 144;
    private static final int WAL_LOG_HINTS = 176;
    private static final int WAL_SEGMENT_SIZE = 228;
    private static final int CHECKSUM_VERSION = 252;

    private ControlFileFormat() {}

    static ControlFile parse(byte[] bytes, String where) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < CONTROL_VERSION + Integer.BYTES) {
            throw damaged(where, "it has only " + bytes.length + " bytes");
        }
        int version = file.getInt(CONTROL_VERSION);
        int crcAt = crcOffset(version, where);
        if (bytes.length < crcAt + CRC_BYTES) {
            throw damaged(where, "it has only " + bytes.length + " bytes");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, crcAt);
        if ((int) crc.getValue() != file.getInt(crcAt)) {
            throw damaged(where, "its checksum is wrong");
        }
        int state = file.getInt(STATE);
        ControlFile.State[] states = ControlFile.State.values();
        if (state < 0 || state >= states.length) {
            throw damaged(where, "its state is " + state);
        }
        return new ControlFile(
                file.getLong(SYSTEM_IDENTIFIER),
                states[state],
                file.getInt(TIMELINE),
                new Lsn(file.getLong(CHECKPOINT)),
                new Lsn(file.getLong(REDO)),
                new Lsn(file.getLong(MIN_RECOVERY_POINT)),
                file.getInt(MIN_RECOVERY_TIMELINE),
                file.get(WAL_LOG_HINTS) != 0,
                file.getInt(CHECKSUM_VERSION) != 0,
                file.getInt(WAL_SEGMENT_SIZE),
                version);
    }

    private static int crcOffset(int version, String where) {
        return switch (version) {
            case VERSION_13_TO_16, VERSION_17 -> 288;
            case VERSION_18 -> 292;
            default ->
                throw new PgspanException(
                        where + ": control file of version " + version
                                + ", known are 1300 (PostgreSQL 13 to 16), 1700 (17) and 1800 (18), little-endian; use such a server or a newer pgspan");
        };
    }

    private static PgspanException damaged(String where, String what) {
        return new PgspanException(where + ": the control file is damaged, " + what
                + "; don't start this server, clone it anew or restore a backup");
    }
}
