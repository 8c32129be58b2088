package io.pgspan.backup.wal;

import io.pgspan.backup.store.Condition;
import io.pgspan.backup.store.DurableFiles;
import io.pgspan.backup.store.ObjectInfo;
import io.pgspan.backup.store.ObjectStore;
import io.pgspan.backup.store.Put;
import io.pgspan.model.wal.TimelineHistory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One cluster's archive of the write-ahead log: objects below {@code <prefix>/wal/}, each a file byte for byte as PostgreSQL gave
 * it. Nothing is ever overwritten: the first bytes under a name stay, and only the same bytes are accepted again.
 *
 * <p>Why the content is compared and no checksum kept beside it: two objects can't be stored in one step, a checksum in the name
 * would let two contents win under one segment name, and reading back what is claimed to be there is the stronger proof. It costs
 * one read, only on a repeated push.
 */
public final class WalArchive {
    private static final int COMPARE_BYTES = 256 * 1024;
    private static final int HISTORY_BYTES_LIMIT = 1 << 20;
    private static final int TEMPORARY_NAME_ATTEMPTS = 100;

    private final ObjectStore store;
    private final String base;

    /**
     * @param store where the objects live
     * @param prefix the cluster's place in the store, a key; several clusters never share one
     */
    public WalArchive(ObjectStore store, String prefix) {
        this.store = store;
        this.base = prefix.concat("/wal/");
    }

    /**
     * Stores a file of the log. When this returns, the file is whole, durable and visible in the store. The same bytes under the
     * same name again are no error.
     *
     * @param file where its bytes are
     * @param name a segment, {@code .partial}, {@code .history} or {@code .backup} name
     * @return whether this call stored it; false when the same bytes were there
     * @throws WalConflictException when other bytes are stored under the name; nothing is changed
     * @throws WalArchiveException when the name is another one, or the bytes are not there
     * @throws io.pgspan.backup.store.StoreException when it could not be stored
     */
    public boolean push(Path file, String name) {
        WalFileName.Kind kind = kindOf(name);
        String key = base.concat(WalFileName.place(name, kind));
        try (InputStream bytes = Files.newInputStream(file)) {
            boolean segment = kind == WalFileName.Kind.SEGMENT || kind == WalFileName.Kind.PARTIAL;
            Put put = store.put(key, segment ? new SegmentSizeCheck(bytes, name) : bytes, Condition.IF_ABSENT);
            if (put == Put.CREATED) {
                return true;
            }
        } catch (IOException e) {
            throw new WalArchiveException("archive: can't read '" + file + "' to store " + name + ": " + e, e);
        }
        if (!sameBytes(file, key)) {
            throw new WalConflictException("archive: " + name + " is stored under '" + key
                    + "' with other bytes; two servers archive into one prefix: give one of them another prefix");
        }
        return false;
    }

    /**
     * Brings a file of the log to a path. The path holds the whole file, durably, or is untouched.
     *
     * @return false when the archive has no such file
     * @throws WalArchiveException when the name is another one or the target can't be written
     * @throws io.pgspan.backup.store.StoreException when the store can't tell
     */
    public boolean fetch(String name, Path target) {
        String key = base.concat(WalFileName.place(name, kindOf(name)));
        Optional<InputStream> stored = store.get(key);
        if (stored.isEmpty()) {
            return false;
        }
        try (InputStream bytes = stored.get()) {
            Path temporary = temporaryBeside(target);
            try {
                DurableFiles.write(bytes, temporary);
                DurableFiles.rename(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return true;
        } catch (IOException e) {
            throw new WalArchiveException("archive: can't bring " + name + " to '" + target + "': " + e, e);
        }
    }

    private static Path temporaryBeside(Path target) throws IOException {
        String name = String.valueOf(target.getFileName())
                .concat(".")
                .concat(Long.toString(ProcessHandle.current().pid()));
        for (int attempt = 0; attempt < TEMPORARY_NAME_ATTEMPTS; attempt++) {
            Path path = target.resolveSibling(name.concat(".").concat(Integer.toString(attempt)));
            if (!Files.exists(path)) {
                return path;
            }
        }
        throw new IOException("no free name for a temporary file beside it");
    }

    /**
     * Whether a file of the log is stored.
     *
     * @throws WalArchiveException when PostgreSQL archives nothing of that name
     */
    public boolean has(String name) {
        return store.head(base.concat(WalFileName.place(name, kindOf(name)))).isPresent();
    }

    /**
     * How a timeline came to be; the first one needs no file.
     *
     * @throws WalArchiveException when the stored file can't be read as a history
     */
    public Optional<TimelineHistory> history(int timeline) {
        if (timeline == 1) {
            return Optional.of(TimelineHistory.first());
        }
        String name = String.format(Locale.ROOT, "%08X.history", timeline);
        Optional<InputStream> stored = store.get(base.concat(name));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = stored.get()) {
            byte[] text = bytes.readNBytes(HISTORY_BYTES_LIMIT);
            return Optional.of(TimelineHistory.parse(timeline, new String(text, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new WalArchiveException("archive: can't read " + name + ": " + e, e);
        }
    }

    /**
     * Everything the archive holds, for a planner: one listing, plus one read for each timeline. Grows with the number of segments
     * kept.
     */
    public ArchivedWal facts() {
        NavigableMap<String, Instant> segments = new TreeMap<>();
        Map<Integer, TimelineHistory> histories = new HashMap<>();
        for (ObjectInfo object : store.list(base)) {
            String name = object.key().substring(object.key().lastIndexOf('/') + 1);
            WalFileName.Kind kind = WalFileName.kind(name).orElse(WalFileName.Kind.BACKUP);
            if (kind == WalFileName.Kind.SEGMENT) {
                segments.put(name, object.modified());
            } else if (kind == WalFileName.Kind.HISTORY) {
                int timeline = Integer.parseUnsignedInt(name, 0, 8, 16);
                history(timeline).ifPresent(h -> histories.put(timeline, h));
            }
        }
        return new ArchivedWal(segments, histories);
    }

    private static WalFileName.Kind kindOf(String name) {
        Optional<WalFileName.Kind> kind = WalFileName.kind(name);
        if (kind.isEmpty()) {
            throw new WalArchiveException("archive: '" + name
                    + "' is not a name PostgreSQL archives; expected a segment, .partial, .history or .backup name");
        }
        return kind.get();
    }

    private boolean sameBytes(Path file, String key) {
        Optional<InputStream> stored = store.get(key);
        if (stored.isEmpty()) {
            throw new WalArchiveException("archive: '" + key + "' was removed while it was being stored; try again");
        }
        try (InputStream there = new BufferedInputStream(stored.get(), COMPARE_BYTES);
                InputStream here = new BufferedInputStream(Files.newInputStream(file), COMPARE_BYTES)) {
            byte[] a = new byte[COMPARE_BYTES];
            byte[] b = new byte[COMPARE_BYTES];
            while (true) {
                int n = there.readNBytes(a, 0, a.length);
                int m = here.readNBytes(b, 0, b.length);
                if (n != m || !Arrays.equals(a, 0, n, b, 0, m)) {
                    return false;
                }
                if (n == 0) {
                    return true;
                }
            }
        } catch (NoSuchFileException e) {
            throw new WalArchiveException("archive: '" + file + "' vanished while it was being compared; try again", e);
        } catch (IOException e) {
            throw new WalArchiveException("archive: can't compare '" + file + "' with object '" + key + "': " + e, e);
        }
    }
}
