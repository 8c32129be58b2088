package io.pgspan.backup.embedded;

import io.pgspan.backup.BackupCatalog;
import io.pgspan.backup.BackupException;
import io.pgspan.backup.BackupFile;
import io.pgspan.backup.BackupInfo;
import io.pgspan.backup.RecoveryPlan;
import io.pgspan.backup.store.ObjectStore;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import io.pgspan.postgres.ServerStatus;
import io.pgspan.postgres.TarExtractor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a backup into a new data directory, ready to recover to the planned target. It never overwrites: a directory that holds
 * anything is refused and not touched, and there is no option against that.
 *
 * <p>The copy has the same system identifier as its source. So that the two never archive into one place, {@code archive_mode} is off
 * unless the caller's parameters say otherwise, and then with another prefix.
 */
public final class EmbeddedRestore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRestore.class);

    private static final Duration POLL = Duration.ofMillis(20);

    private final ObjectStore store;
    private final String prefix;
    private final String restoreCommand;

    /**
     * @param store where backups live
     * @param prefix the cluster's place in the store
     * @param restoreCommand what the server calls for the log, see {@link io.pgspan.backup.wal.ArchiveCommand#restoreCommand}
     */
    public EmbeddedRestore(ObjectStore store, String prefix, String restoreCommand) {
        this.store = store;
        this.prefix = prefix;
        this.restoreCommand = restoreCommand;
    }

    /**
     * Fills the data directory of a new instance and configures it to recover. The caller starts it and calls {@link #awaitRecovered}.
     *
     * <p>The instance gets exactly the given parameters, and these: the plan's recovery settings and {@code restore_command};
     * {@code archive_mode = off} and {@code hot_standby = off} unless given. Without hot standby the server accepts connections only
     * when it has reached the target and been promoted, and does not pause because a limit such as {@code max_connections} is lower
     * than at its source.
     *
     * @param plan what to recover and where to stop
     * @param instance the new instance; its data directory must be missing or empty
     * @param parameters its own, such as {@code port}; recovery settings among them are an error
     * @param hbaLines its client authentication rules
     * @throws BackupException when the directory holds something, or the backup is damaged; what was written is removed again
     * @throws io.pgspan.model.PgspanException when the store fails
     */
    public void restore(
            RecoveryPlan plan, PostgresControl instance, Map<String, String> parameters, List<String> hbaLines) {
        Map<String, String> all = parameters(plan, parameters);
        Path data = instance.dataDirectory();
        boolean existed = refuseUnlessEmpty(data);
        boolean complete = false;
        try {
            extract(plan.backup(), data);
            instance.configure(all, hbaLines);
            instance.recoverySignal();
            complete = true;
        } catch (IOException e) {
            throw new BackupException("restore of backup '" + plan.backup().label() + "' to '" + data + "': " + e, e);
        } finally {
            if (!complete) {
                clear(data, existed);
            }
        }
        LOG.info(
                "backup '{}' restored to {}; it will recover to {}",
                plan.backup().label(),
                data,
                plan.target());
    }

    /**
     * Waits until a started instance has reached its target, is promoted and answers.
     *
     * @return its state then
     * @throws io.pgspan.postgres.PostgresStartException when the server ended instead, with the end of its log: the target was not
     *     in the archive, or the archive could not be read
     * @throws BackupException when the limit passed; the server still recovers
     */
    public static ServerStatus awaitRecovered(
            PostgresControl instance, Endpoint endpoint, Credentials credentials, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try (PostgresProbe probe = new PostgresProbe(endpoint, credentials)) {
            for (Duration left = limit; !left.isNegative(); left = Duration.ofNanos(until - System.nanoTime())) {
                // "ready" may mean a standby that takes no connections: only the answer tells
                if (instance.awaitReady(endpoint, left)) {
                    Optional<ServerStatus> status = statusOf(probe);
                    if (status.isPresent() && !status.get().inRecovery()) {
                        return status.get();
                    }
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("restore: interrupted while '" + instance.dataDirectory() + "' recovers", e);
        }
        throw new BackupException("restore: '" + instance.dataDirectory() + "' did not reach its target within " + limit
                + "; it may still recover: wait longer, or see its log");
    }

    private static Optional<ServerStatus> statusOf(PostgresProbe probe) {
        try {
            return Optional.of(probe.status(PostgresProbe.LIMIT_DEFAULT));
        } catch (PostgresUnavailableException notYet) {
            return Optional.empty();
        }
    }

    private Map<String, String> parameters(RecoveryPlan plan, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("archive_mode", "off");
        all.put("hot_standby", "off");
        all.putAll(given);
        all.put("restore_command", restoreCommand);
        all.putAll(plan.settings());
        for (String name : given.keySet()) {
            if (name.startsWith("recovery_") || name.equals("restore_command")) {
                throw new BackupException("parameter '" + name + "' is set by the recovery plan; leave it out");
            }
        }
        return all;
    }

    private static boolean refuseUnlessEmpty(Path data) {
        if (!Files.exists(data)) {
            return false;
        }
        try (Stream<Path> content = Files.list(data)) {
            if (content.findAny().isPresent()) {
                throw new BackupException(
                        "restore: '" + data
                                + "' is not empty and a restore never overwrites; name another directory, or empty it yourself");
            }
            return true;
        } catch (IOException e) {
            throw new BackupException("restore: '" + data + "' can't be read as a directory: " + e, e);
        }
    }

    private void extract(BackupInfo backup, Path data) throws IOException {
        BackupFile base = backup.files().stream()
                .filter(f -> f.name().equals(EmbeddedBackup.BASE))
                .findFirst()
                .orElseThrow(
                        () -> new BackupException("backup '" + backup.label() + "' names no " + EmbeddedBackup.BASE));
        String key = BackupCatalog.key(prefix, backup.label(), base.name());
        InputStream stored = store.get(key)
                .orElseThrow(
                        () -> new BackupException("backup '" + backup.label() + "' lost its object '" + key + "'"));
        MessageDigest sha256 = StoreUpload.sha256();
        try (InputStream content = new DigestInputStream(stored, sha256)) {
            if (Files.exists(data)) {
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            }
            TarExtractor.extract(content, data);
        }
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(base.sha256())) {
            throw new BackupException("backup '" + backup.label() + "' is damaged: object '" + key + "' has SHA-256 "
                    + found + " instead of " + base.sha256() + "; recover from another backup");
        }
    }

    /** Takes away what this restore wrote; all in the directory is its own, because it was empty. */
    private static void clear(Path data, boolean keepDirectory) {
        try {
            if (!Files.exists(data)) {
                return;
            }
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (!keepDirectory || !directory.equals(data)) {
                        Files.delete(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("{}: what a failed restore wrote could not be removed: {}", data, e.toString());
        }
    }
}
