package io.pgspan.testkit.base.binaries;

import io.pgspan.testkit.base.files.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks one xz-compressed tar into a new folder; no entry or link may lead out of it. */
final class TarUnpacker {
    private static final int ANY_EXECUTE = 0111;

    private final Path root;
    private boolean abandoned;

    TarUnpacker(Path root) {
        this.root = root;
    }

    void unpack(InputStream compressed) throws IOException {
        createDirectories(root);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar);
            }
        }
    }

    /** Deletes what is unpacked so far and lets nothing follow: for a JVM that is being ended. */
    synchronized void abandon() {
        abandoned = true;
        try {
            FileTree.delete(root);
        } catch (IOException e) {
            // the JVM is ending and nobody listens: the next one removes the folder as stale
            abandoned = true;
        }
    }

    private synchronized void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
        if (abandoned) {
            throw new IOException("the JVM is ending");
        }
        Path target = inside(root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            createDirectories(target);
            return;
        }
        createDirectories(parent(target));
        if (entry.isSymbolicLink()) {
            inside(parent(target).resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(root.resolve(entry.getLinkName()), entry));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            permit(target, (entry.getMode() & ANY_EXECUTE) != 0);
        } else {
            throw new IOException("neither file, folder nor link: " + entry.getName());
        }
    }

    private Path inside(Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("the archive's entry leads out of its folder: " + entry.getName());
        }
        return normal;
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("no folder for " + path);
        }
        return parent;
    }

    /** Like {@link Files#createDirectories}, and what is new can be traversed by every user whatever the umask. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory);
            permit(directory, true);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) { // else another JVM was faster
                throw e;
            }
        }
    }

    private static void permit(Path path, boolean executable) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
