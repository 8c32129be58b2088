package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.testkit.base.network.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSwapTest {
    @TempDir
    Path root;

    private Path data() {
        return root.resolve("data");
    }

    private void put(String name, String content) throws IOException {
        Files.createDirectories(root.resolve(name).resolve("base"));
        Files.writeString(root.resolve(name).resolve("PG_VERSION"), content);
    }

    @ParameterizedTest(name = "data {0}, incoming {1}, replaced {2}: {3}")
    @CsvSource({
        "true, false, false, old",
        "true, true, false, old",
        "true, false, true, old",
        "true, true, true, old",
        "false, true, true, new",
        "false, false, true, replaced",
        "false, true, false, none",
        "false, false, false, none"
    })
    void whateverACrashLeftIsEitherOldOrNewAfterwards(boolean data, boolean incoming, boolean replaced, String then)
            throws IOException {
        if (data) {
            put("data", "old");
        }
        if (incoming) {
            put("data.incoming", "new");
        }
        if (replaced) {
            put("data.replaced", "replaced");
        }
        new DataSwap(data(), true).settle();
        assertThat(root.resolve("data.incoming")).doesNotExist();
        assertThat(root.resolve("data.replaced")).doesNotExist();
        if (then.equals("none")) {
            assertThat(data()).doesNotExist();
        } else {
            assertThat(data().resolve("PG_VERSION")).hasContent(then);
        }
    }

    @Test
    void aCompletedSwapLeavesOnlyTheNewData() throws IOException {
        put("data", "old");
        put("data.incoming", "new");
        new DataSwap(data(), true).complete();
        assertThat(data().resolve("PG_VERSION")).hasContent("new");
        assertThat(root.toFile().list()).containsExactly("data");
    }

    @Test
    void aCloneFromNobodyLeavesTheDataAlone() throws IOException {
        put("data", "old");
        LocalPostgres control = LocalPostgres.on(TestServer.embedded(17), data(), root.resolve("log"), false);
        assertThat(control.hasData()).isTrue();
        assertThatThrownBy(() -> control.cloneFrom(
                        new Endpoint("127.0.0.1", LoopbackPorts.next()),
                        TestServer.SUPERUSER,
                        "two",
                        "two",
                        TestServer.LIMIT))
                .isInstanceOf(PostgresUnavailableException.class);
        assertThat(data().resolve("PG_VERSION")).hasContent("old");
        assertThat(root.toFile().list()).containsExactly("data");
    }

    @Test
    void theDatabaseIsLookedAtOnlyAfterACrashIsSettled() throws IOException {
        put("data.incoming", "new");
        put("data.replaced", "old");
        LocalPostgres control = LocalPostgres.on(TestServer.embedded(17), data(), root.resolve("log"), false);
        assertThat(control.hasData()).isTrue();
        assertThat(data().resolve("PG_VERSION")).hasContent("new");
    }
}
