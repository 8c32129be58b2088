package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Sql;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue of {@code BASE_BACKUP} since PostgreSQL 15: a result with the start position, one with the tablespaces, one COPY in
 * which each part's first byte says what it is ({@code n} a new archive, {@code m} the manifest, {@code d} data of either,
 * {@code p} progress), and a result with the stop position. Pulled, not pushed: the receiver reads each section as a stream, so that
 * a tar reader needs no thread of its own.
 */
final class BaseBackupStream {
    /** Who takes the sections; what it leaves unread is skipped. */
    interface Receiver {
        void archive(String name, String tablespacePath, InputStream tar) throws IOException;

        void manifest(InputStream json) throws IOException;
    }

    private final ReplicationConnection connection;

    /** The part that opened the next section. */
    private @Nullable ProtocolMessage opening;

    BaseBackupStream(ReplicationConnection connection) {
        this.connection = connection;
    }

    BaseBackup.Result receive(BaseBackup.Options options, Receiver receiver) {
        connection.begin("BASE_BACKUP (LABEL " + Sql.literal(options.label())
                + ", CHECKPOINT 'fast', WAL " + options.includeWal()
                + ", WAIT " + options.waitForArchive()
                + ", TABLESPACE_MAP true, MANIFEST 'yes')");
        ResultRows start = connection.nextResult();
        connection.nextResult(); // the tablespaces: each archive names its own
        connection.expect('H');
        try {
            sections(receiver);
        } catch (IOException e) {
            throw new PgspanException(
                    "base backup of " + connection.server() + ": can't take what it sends: " + e.getMessage(), e);
        }
        ResultRows stop = connection.nextResult();
        connection.finish();
        return new BaseBackup.Result(
                Lsn.of(start.required(0)), Lsn.of(stop.required(0)), Integer.parseInt(start.required(1)));
    }

    private void sections(Receiver receiver) throws IOException {
        opening = connection.nextCopyData();
        while (opening != null) {
            ProtocolMessage header = opening;
            opening = null;
            Section section = new Section();
            char kind = (char) header.body().get();
            switch (kind) {
                case 'n' -> {
                    String name = header.text();
                    receiver.archive(name, header.text(), section);
                }
                case 'm' -> receiver.manifest(section);
                case 'p' -> {
                    // progress before the first section
                }
                default ->
                    throw new PgspanException(
                            connection.server() + ": base backup: a part of kind '" + kind + "' is not known");
            }
            section.skipToEnd();
        }
    }

    /** The data parts up to the next part that opens a section. */
    private final class Section extends InputStream {
        private ByteBuffer part = ByteBuffer.allocate(0);
        private boolean ended;

        @Override
        public int read() {
            return fill() ? part.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, part.remaining());
            part.get(target, offset, count);
            return count;
        }

        void skipToEnd() {
            while (fill()) {
                part.position(part.limit());
            }
        }

        private boolean fill() {
            while (!ended && !part.hasRemaining()) {
                ProtocolMessage message = connection.nextCopyData();
                if (message == null) {
                    ended = true;
                    opening = null;
                    return false;
                }
                switch ((char) message.body().get(0)) {
                    case 'd' -> part = message.body().position(1);
                    case 'p' -> {
                        // progress is not asked for; it would be no data
                    }
                    default -> {
                        ended = true;
                        opening = message;
                    }
                }
            }
            return !ended;
        }
    }
}
