package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish("parameters.name", "parameters[work-mem]", "work-mem", w -> w.putParameter("work-mem", "1MB")),
                wish("parameters.name", "parameters[]", "", w -> w.putParameter("", "1")),
                wish("parameters.name", "parameters[a.b.c]", "a.b.c", w -> w.putParameter("a.b.c", "1")),
                wish("parameters.name", "parameters[x = 1\n y]", "x = 1\n y", w -> w.putParameter("x = 1\n y", "1")),
                wish(
                        "parameters.value",
                        "parameters[archive_command]",
                        "7 characters",
                        w -> w.putParameter("archive_command", "one\ntwo")));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(hippo().putParameter("work_mem", "8MB").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"work_mem", "_x", "TimeZone", "pg_stat_statements.max", "auto_explain.log_min_duration"})
    void goodParameterNamesPass(String name) {
        assertThat(Validator.validate(hippo().putParameter(name, "1").build())).isEmpty();
    }

    @Test
    void aParametersValueIsNeverShown() {
        assertThat(Validator.validate(hippo().putParameter("primary_conninfo", "password=hunter2\n")
                                .build())
                        .toString())
                .doesNotContain("hunter2");
    }
}
