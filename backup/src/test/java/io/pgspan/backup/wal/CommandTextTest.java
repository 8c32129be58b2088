package io.pgspan.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void onlyTheTwoPlaceholdersAreLeftForPostgres() {
        String text = ArchiveCommand.archiveCommand(Path.of("/backup/100%p"), "demo/pg");
        String unescaped = text.replace("%%", "");
        assertThat(unescaped.split("%", -1)).hasSize(3);
        assertThat(text).endsWith(" \"%p\" \"%f\"");
    }

    @Test
    void wordsAreQuotedForTheShell() {
        assertThat(CommandText.word("a b")).isEqualTo("'a b'");
        assertThat(CommandText.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(CommandText.word("50%f")).isEqualTo("'50%%f'");
    }

    @Test
    void theClassPathIsThisModuleAndTheModelOnly() {
        List<String> places = Stream.of(CommandText.classPath().split(java.io.File.pathSeparator))
                .toList();
        assertThat(places).hasSize(2);
        assertThat(String.join(" ", places)).doesNotContain("jackson").doesNotContain("slf4j");
    }
}
