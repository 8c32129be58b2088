package io.pgspan.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * Objects as files below one directory, each key a path.
 *
 * <p>An object is written to a hidden staging directory below the same root, brought to disk, and only then given its name in one
 * step: by a hard link for {@link Condition#IF_ABSENT}, which fails when the name is taken, so that of two writers one wins; by a
 * rename otherwise. Then every directory from the name up to the root is brought to disk, also when the object was there already:
 * its writer may have died before it did so. Directories made here take the permissions of the root, so that the server's user and
 * the controller's can share a store.
 *
 * <p>The file system must have hard links, atomic renames and an honest {@code fsync}: a local disk or NFS, not a bucket mounted
 * by FUSE. The root is on the disk the name says only if that disk is mounted: a root that is missing is an error, never made
 * silently by a write; {@link #create} makes it.
 */
public final class FilesystemObjectStore implements ObjectStore {
    private final Path root;
    private final Staging staging;

    /**
     * A store in an existing directory.
     *
     * @throws StoreException when the directory is not there
     */
    public FilesystemObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(this.root)) {
            throw new StoreException("store: '" + this.root + "' is not a directory; mount or create it first");
        }
        this.staging = new Staging(this.root.resolve(Staging.NAME));
    }

    /**
     * A store in a directory, made durably when it is missing.
     *
     * @throws StoreException when it can't be made
     */
    public static FilesystemObjectStore create(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            DurableFiles.syncDirectory(DurableFiles.parentOf(absolute));
        } catch (IOException e) {
            throw new StoreException("store: can't make the directory '" + absolute + "': " + e, e);
        }
        return new FilesystemObjectStore(absolute);
    }

    /** The directory that holds everything. */
    public Path root() {
        return root;
    }

    @Override
    public Put put(String key, InputStream content, Condition condition) {
        Path target = pathOf(key);
        try {
            makeDirectory(root.resolve(Staging.NAME));
            staging.sweep(System.currentTimeMillis());
            Path staged = staging.write(content);
            try {
                makeDirectory(DurableFiles.parentOf(target));
                Put result = publish(staged, target, condition);
                syncUpToRoot(target);
                return result;
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new StoreException("store: object '" + key + "' was not stored below '" + root + "': " + e, e);
        }
    }

    private static Put publish(Path staged, Path target, Condition condition) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("its key is the beginning of other keys");
        }
        if (condition == Condition.ALWAYS) {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Put.CREATED;
        }
        try {
            Files.createLink(target, staged);
            return Put.CREATED;
        } catch (FileAlreadyExistsException e) {
            return Put.EXISTS;
        }
    }

    @Override
    public Optional<InputStream> get(String key) {
        Path path = pathOf(key);
        try {
            return Files.isDirectory(path) ? Optional.empty() : Optional.of(Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (goesOnAfterAnObject(path)) {
                return Optional.empty();
            }
            throw new StoreException("store: can't open object '" + key + "' below '" + root + "': " + e, e);
        }
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(pathOf(key), BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new ObjectInfo(
                            key,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (goesOnAfterAnObject(pathOf(key))) {
                return Optional.empty();
            }
            throw new StoreException("store: can't look at object '" + key + "' below '" + root + "': " + e, e);
        }
    }

    @Override
    public ObjectPage list(String prefix, String after) {
        try {
            return new KeyWalk(root, ObjectKey.checkedPrefix(prefix), after, PAGE_SIZE).page();
        } catch (IOException e) {
            throw new StoreException("store: can't list '" + prefix + "' below '" + root + "': " + e, e);
        }
    }

    @Override
    public void delete(String key) {
        Path path = pathOf(key);
        try {
            if (!Files.isDirectory(path) && !goesOnAfterAnObject(path) && Files.deleteIfExists(path)) {
                DurableFiles.syncDirectory(DurableFiles.parentOf(path));
            }
        } catch (IOException e) {
            throw new StoreException("store: object '" + key + "' below '" + root + "' was not removed: " + e, e);
        }
    }

    /** A key below another object's key names nothing; the file system calls that an error, not an absence. */
    private boolean goesOnAfterAnObject(Path path) {
        for (Path above = path.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    private Path pathOf(String key) {
        return root.resolve(ObjectKey.checked(key));
    }

    private void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.equals(root)) {
            throw new NoSuchFileException(root.toString(), null, "the store's root went away");
        }
        makeDirectory(DurableFiles.parentOf(directory));
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new IOException(
                        "'" + root.relativize(directory) + "' is an object, so no key can go on after it", e);
            }
            return;
        }
        PosixFileAttributeView ours = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        PosixFileAttributeView roots = Files.getFileAttributeView(root, PosixFileAttributeView.class);
        if (ours != null && roots != null) {
            ours.setPermissions(roots.readAttributes().permissions());
        }
    }

    private void syncUpToRoot(Path target) throws IOException {
        Path directory = target;
        while (!directory.equals(root)) {
            directory = DurableFiles.parentOf(directory);
            DurableFiles.syncDirectory(directory);
        }
    }
}
