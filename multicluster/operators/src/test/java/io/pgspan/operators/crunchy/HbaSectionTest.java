package io.pgspan.operators.crunchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HbaSectionTest {
    @ParameterizedTest
    @ValueSource(strings = {"# for the shop", "", "  ", "include shop.conf", "include_if_exists shop.conf"})
    void linesWithAnythingButRulesAreKeptAsAWholeAndNotUnderstood(String line) {
        Reading<CrunchyOptions> reading = Hippo.readWith("""
                patroni:
                  dynamicConfiguration:
                    postgresql:
                      pg_hba: ["hostssl all all all scram-sha-256", "%s"]
                """.formatted(line));

        assertThat(reading.orThrow().access().hba()).isEmpty();
        assertThat(reading.lint()).extracting(Lint::id).contains("crunchy.hba-opaque");
        JsonNode written =
                Crunchy.dialect().write(reading).get(0).at("/spec/patroni/dynamicConfiguration/postgresql/pg_hba");
        assertThat(written).extracting(JsonNode::asText).containsExactly("hostssl all all all scram-sha-256", line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"# for the shop", ""})
    void rulesWithAnythingElseAreKeptAsAWholeAndNotUnderstood(String line) {
        Reading<CrunchyOptions> reading = Hippo.readWith("""
                authentication:
                  rules: [{connection: hostssl, method: scram-sha-256}, {hba: "%s"}]
                """.formatted(line));

        assertThat(reading.orThrow().access().hba()).isEmpty();
        assertThat(reading.options().authenticationRules()).isZero();
        assertThat(reading.lint()).extracting(Lint::id).contains("crunchy.hba-opaque");
        assertThat(Crunchy.dialect().write(reading).get(0).at("/spec/authentication/rules"))
                .hasSize(2);
    }
}
