package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One WAL record as {@code XLogRecord} of PostgreSQL 13 to 18 lays it out: 24 bytes of header (length, transaction, previous record,
 * info, resource manager, CRC), then its data. The checksum covers the data first and the header before the CRC after it.
 *
 * @param start where it begins
 * @param end where the next one may begin: aligned to 8, or the page boundary it fills exactly. Whoever has received up to here has
 *     the record
 * @param resourceManager the number of its kind's owner, 0 for the WAL's own records
 * @param info the kind, in the upper four bits
 */
record WalRecord(Lsn start, Lsn end, int resourceManager, int info) {
    static final int HEADER_BYTES = 24;
    static final int ALIGNMENT = 8;

    private static final int INFO = 16;
    private static final int RESOURCE_MANAGER = 17;
    private static final int CRC = 20;
    private static final int KIND_MASK = 0xF0;

    /** Reads a whole record, cleared of page headers. */
    static WalRecord parse(Lsn start, Lsn end, byte[] bytes) {
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        crc.update(bytes, 0, CRC);
        if ((int) crc.getValue() != record.getInt(CRC)) {
            throw new PgspanException("WAL record at " + start + ": its checksum is wrong");
        }
        return new WalRecord(start, end, bytes[RESOURCE_MANAGER] & 0xFF, bytes[INFO] & 0xFF);
    }

    /** Whether it is the checkpoint with which a primary shuts down: kind 0 of resource manager 0. */
    boolean isShutdownCheckpoint() {
        return resourceManager == 0 && (info & KIND_MASK) == 0;
    }
}
