package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A base backup of a running server, unpacked into an empty directory. */
final class Clone {
    private final PostgresInstall install;
    private final Endpoint source;
    private final Credentials credentials;
    private final String applicationName;
    private final String slotName;

    Clone(PostgresInstall install, Endpoint source, Credentials credentials, String applicationName, String slotName) {
        this.install = install;
        this.source = source;
        this.credentials = credentials;
        this.applicationName = applicationName;
        this.slotName = slotName;
    }

    void into(Path target, Deadline deadline) {
        try (ReplicationConnection connection =
                ReplicationConnection.open(source, credentials, applicationName, deadline)) {
            if (connection.serverMajor() != install.version().major()) {
                throw new PgspanException(source + " runs PostgreSQL " + connection.serverMajor()
                        + ", the installation here is " + install.version() + "; a clone needs the same major version");
            }
            new PhysicalSlot(connection).renew(slotName);
            // the WAL comes along: the clone is consistent even if the source dies before the slot is used
            BaseBackup.Options options = new BaseBackup.Options("pgspan clone", applicationName, false, true);
            new BaseBackupStream(connection).receive(options, new Unpack(target));
        }
    }

    private record Unpack(Path target) implements BaseBackupStream.Receiver {
        @Override
        public void archive(String name, String tablespacePath, InputStream tar) throws IOException {
            if (!tablespacePath.isEmpty()) {
                throw new PgspanException("the source has a tablespace at " + tablespacePath
                        + ", which a clone on the same path would overwrite; clones with tablespaces are not made");
            }
            TarExtractor.extract(tar, target);
        }

        @Override
        public void manifest(InputStream json) throws IOException {
            Files.copy(json, target.resolve("backup_manifest"));
        }
    }
}
