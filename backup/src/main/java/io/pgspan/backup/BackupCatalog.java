package io.pgspan.backup;

import io.pgspan.backup.store.Condition;
import io.pgspan.backup.store.ObjectInfo;
import io.pgspan.backup.store.ObjectStore;
import io.pgspan.backup.store.Put;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The backups of one cluster. A backup counts only when its metadata object {@code <prefix>/backup/<label>/backup.json} exists,
 * which is written last: what a killed backup left behind is never listed.
 *
 * @param backups complete backups, the oldest end first
 * @param damaged one line for each backup whose metadata can't be read; they are not restorable and hide none of the others
 */
public record BackupCatalog(List<BackupInfo> backups, List<String> damaged) {
    private static final String METADATA = "backup.json";
    private static final int METADATA_BYTES_LIMIT = 8 << 20;

    /** Sorts the backups by their end, then label. */
    public BackupCatalog {
        backups = backups.stream()
                .sorted(Comparator.comparing(BackupInfo::finishedAt).thenComparing(BackupInfo::label))
                .toList();
        damaged = List.copyOf(damaged);
    }

    /** A catalogue of these backups, none damaged. */
    public static BackupCatalog of(BackupInfo... backups) {
        return new BackupCatalog(List.of(backups), List.of());
    }

    /**
     * Reads the catalogue: one listing, one read for each backup.
     *
     * @param prefix the cluster's place in the store
     * @throws io.pgspan.backup.store.StoreException when the store can't be read
     */
    public static BackupCatalog read(ObjectStore store, String prefix) {
        List<BackupInfo> backups = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (ObjectInfo object : store.list(prefix + "/backup/")) {
            if (object.key().endsWith("/" + METADATA)) {
                try {
                    backups.add(BackupInfoJson.read(content(store, object.key())));
                } catch (BackupException e) {
                    damaged.add("'" + object.key() + "': " + e.getMessage());
                }
            }
        }
        return new BackupCatalog(backups, damaged);
    }

    private static byte[] content(ObjectStore store, String key) {
        Optional<InputStream> stored = store.get(key);
        if (stored.isEmpty()) {
            throw new BackupException("it was removed meanwhile");
        }
        try (InputStream bytes = stored.get()) {
            return bytes.readNBytes(METADATA_BYTES_LIMIT);
        } catch (IOException e) {
            throw new BackupException("it can't be read: " + e, e);
        }
    }

    /**
     * Writes a backup's metadata, the step that makes it count. Everything it names must be stored already.
     *
     * @throws BackupException when a backup of that label is complete already
     */
    public static void complete(ObjectStore store, String prefix, BackupInfo backup) {
        String key = key(prefix, backup.label(), METADATA);
        byte[] json = BackupInfoJson.write(backup);
        if (store.put(key, new ByteArrayInputStream(json), Condition.IF_ABSENT) == Put.EXISTS) {
            throw new BackupException("backup '" + backup.label() + "' is complete already; choose another label");
        }
    }

    /** The key of an object that belongs to a backup. */
    public static String key(String prefix, String label, String file) {
        return prefix + "/backup/" + BackupInfo.checkedLabel(label) + "/" + file;
    }

    /** The backup of that label, if it is complete. */
    public Optional<BackupInfo> find(String label) {
        return backups.stream().filter(b -> b.label().equals(label)).findFirst();
    }
}
