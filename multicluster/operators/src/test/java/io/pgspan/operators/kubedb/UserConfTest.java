package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserConfTest {
    @Test
    void parametersAreReadAsPostgresReadsThem() {
        assertThat(UserConf.parse("""
                        # a comment
                        max_connections = 300
                        work_mem='16MB'# behind
                        shared_buffers 4GB
                          log_line_prefix = 'it''s \\'%m\\' \\\\'   # and more
                        pg_stat_statements.max=1

                        max_connections = 200
                        """))
                .contains(Map.of(
                        "max_connections",
                        "200",
                        "work_mem",
                        "16MB",
                        "shared_buffers",
                        "4GB",
                        "log_line_prefix",
                        "it's '%m' \\",
                        "pg_stat_statements.max",
                        "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include 'other.conf'",
                "include_dir = 'conf.d'",
                "include_if_exists 'x'",
                "a",
                "a =",
                "a = 'open",
                "a = 'b' c",
                "a = b c",
                "a = = b",
                "a = b'c'",
                "a = '\\n'",
                "1a = b",
                "= b",
                "a'b'"
            })
    void aLineThatDoesMoreOrIsNoneIsNotUnderstood(String line) {
        assertThat(UserConf.parse(line)).isEmpty();
    }

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @AlphaChars @Chars({' ', '\'', '\\', '#', '=', '.', '\t', '"'}) @StringLength(max = 20)
                    String value) {
        Map<String, String> parameters = Map.of("a.b", value, "_c", "x" + value);

        assertThat(UserConf.parse(UserConf.format(parameters))).contains(parameters);
    }
}
