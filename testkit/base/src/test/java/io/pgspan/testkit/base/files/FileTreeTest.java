package io.pgspan.testkit.base.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    private Path root;

    @Test
    void a_folder_goes_with_all_it_holds_and_what_its_links_point_at_stays() throws IOException {
        Path kept = Files.createDirectory(root.resolve("kept"));
        Files.writeString(kept.resolve("file"), "stays");
        Path tree = fill("tree", 3);
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Files.createSymbolicLink(tree.resolve("nowhere"), root.resolve("absent"));

        FileTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("stays");
    }

    @Test
    void a_dangling_link_and_a_file_are_deleted_like_folders() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("absent"));
        Path file = Files.writeString(root.resolve("file"), "text");

        FileTree.delete(link);
        FileTree.delete(file);

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void what_is_not_there_is_no_trouble() {
        assertThatCode(() -> FileTree.delete(root.resolve("absent"))).doesNotThrowAnyException();
    }

    @Test
    void two_may_delete_the_same_folder_at_once() throws Exception {
        Path tree = fill("tree", 300);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try {
                FileTree.delete(tree);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        FileTree.delete(tree);
        other.get(60, TimeUnit.SECONDS);
        assertThat(tree).doesNotExist();
    }

    private Path fill(String name, int folders) throws IOException {
        Path tree = Files.createDirectory(root.resolve(name));
        for (int i = 0; i < folders; i++) {
            Path folder = Files.createDirectories(tree.resolve("folder" + i).resolve("inner"));
            Files.writeString(folder.resolve("file"), "text");
        }
        return tree;
    }
}
