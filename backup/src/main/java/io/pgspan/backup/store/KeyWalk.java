package io.pgspan.backup.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Walks a directory tree in the order of keys and keeps one page. A directory counts as its name plus {@code /}, so that
 * {@code a-b} comes before {@code a/b}, as it does among keys. Subtrees outside prefix and starting key are not opened. Cost:
 * every directory on the way is read and sorted as a whole, O(n log n) in its entries; a page costs only the directories it touches.
 */
final class KeyWalk {
    private final Path root;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<ObjectInfo> found = new ArrayList<>();
    private boolean more;

    KeyWalk(Path root, String prefix, String after, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    ObjectPage page() throws IOException {
        int slash = prefix.lastIndexOf('/');
        walk(prefix.substring(0, slash + 1));
        return new ObjectPage(found, more);
    }

    private record Entry(String name, Path path, BasicFileAttributes attributes) {}

    private void walk(String directoryKey) throws IOException {
        for (Entry entry : entries(directoryKey)) {
            String key = directoryKey + entry.name();
            if (more) {
                return;
            }
            if (entry.attributes().isDirectory()) {
                boolean underPrefix = key.startsWith(prefix) || prefix.startsWith(key);
                boolean afterStart = key.compareTo(after) > 0 || after.startsWith(key);
                if (underPrefix && afterStart) {
                    walk(key);
                }
            } else if (entry.attributes().isRegularFile() && key.startsWith(prefix) && key.compareTo(after) > 0) {
                more = found.size() == limit;
                if (!more) {
                    found.add(new ObjectInfo(
                            key,
                            entry.attributes().size(),
                            entry.attributes().lastModifiedTime().toInstant()));
                }
            }
        }
    }

    private List<Entry> entries(String directoryKey) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(root.resolve(directoryKey))) {
            for (Path path : paths) {
                entry(path).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private static Optional<Entry> entry(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Entry(attributes.isDirectory() ? name + "/" : name, path, attributes));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }
}
