package io.pgspan.testkit.base.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBinariesTest {
    private static final int NEWEST = 18;

    @TempDir
    private Path temp = Path.of("");

    @BeforeEach
    void archivesAreHere() {
        assumeTrue(
                EmbeddedBinaries.majors().contains(NEWEST),
                "no embedded PostgreSQL for " + Platform.current().artifact() + " in "
                        + System.getProperty(EmbeddedBinaries.DIRECTORY_PROPERTY));
    }

    @Test
    void the_three_majors_of_the_build_are_at_hand() {
        assertThat(EmbeddedBinaries.majors()).contains(16, 17, 18).isSorted();
        assertThat(EmbeddedBinaries.version(17))
                .hasValueSatisfying(v -> assertThat(v).startsWith("17."));
    }

    @Test
    void a_major_that_is_not_at_hand_is_named_with_those_that_are() {
        assertThatThrownBy(() -> EmbeddedBinaries.unpack(9, temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no embedded PostgreSQL 9")
                .hasMessageContaining("18")
                .hasMessageContaining(EmbeddedBinaries.DIRECTORY_PROPERTY);
    }

    @Test
    void unpacking_at_once_gives_one_complete_folder_and_removes_stale_leftovers() throws Exception {
        Path cache = temp.resolve("cache with blank");
        Path stale = Files.createDirectories(cache.resolve(".unpacking-stale").resolve("bin"));
        Path fresh = Files.createDirectories(cache.resolve(".unpacking-fresh"));
        Files.setLastModifiedTime(parent(stale), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        BinaryArchive archive = archive();

        List<CompletableFuture<Path>> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return new BinaryCache(cache).get(archive);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        List<Path> folders = new ArrayList<>();
        for (CompletableFuture<Path> one : all) {
            folders.add(one.get(180, TimeUnit.SECONDS));
        }

        assertThat(folders).hasSize(2).containsOnly(folders.get(0));
        try (Stream<Path> entries = Files.list(cache)) {
            assertThat(entries).containsExactlyInAnyOrder(folders.get(0), fresh);
        }
        assertThat(run(folders.get(0).resolve("bin").resolve("postgres"))).startsWith("postgres (PostgreSQL) 18.");
        assertEveryoneMayEnter(cache);
    }

    @Test
    void unpacking_again_changes_nothing_unless_the_folder_is_damaged() throws IOException {
        Path bin = EmbeddedBinaries.unpack(NEWEST, temp);
        FileTime before = Files.getLastModifiedTime(parent(bin));

        assertThat(EmbeddedBinaries.unpack(NEWEST, temp)).isEqualTo(bin);
        assertThat(new BinaryCache(temp).get(archive())).isEqualTo(bin.getParent());
        assertThat(Files.getLastModifiedTime(parent(bin))).isEqualTo(before);

        Files.delete(bin.resolve("postgres"));
        assertThat(EmbeddedBinaries.unpack(NEWEST, temp).resolve("postgres")).isExecutable();
    }

    @Test
    void the_default_cache_is_below_a_home_or_a_folder_of_the_users_own() {
        assertThat(EmbeddedBinaries.defaultCache()).isAbsolute();
        assertThat(EmbeddedBinaries.defaultCache().toString()).contains("pgspan");
    }

    private static BinaryArchive archive() {
        BinaryArchive archive = BinaryArchive.byMajor().get(NEWEST);
        if (archive == null) {
            throw new IllegalStateException("checked before each test");
        }
        return archive;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no parent: " + path);
        }
        return parent;
    }

    private static void assertEveryoneMayEnter(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            assertThat(paths.filter(Files::isDirectory)
                            .filter(p -> !p.getFileName().toString().startsWith(".unpacking-")))
                    .isNotEmpty()
                    .allSatisfy(directory -> assertThat(permissions(directory))
                            .as(directory.toString())
                            .contains(PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_READ));
        }
    }

    private static Set<PosixFilePermission> permissions(Path path) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(Path executable) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
