package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.text.Redacted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7:5432", "[::1]:5432", "db.example:1"})
    void readsWhatItPrints(String text) {
        assertThat(Endpoint.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":5432", "host", "host:", "host:0", "host:65536", "host:x", "::1:5432", " :1"})
    void refusesWhatIsNoHostAndPort(String text) {
        assertThatThrownBy(() -> Endpoint.of(text)).hasMessageContaining("is not host:port");
    }

    @Test
    void conninfoQuotesItsValuesAndIsNeverPrinted() {
        Redacted conninfo =
                Conninfo.of(Endpoint.of("[::1]:5432"), new Credentials("o'neil", Redacted.of("a\\b 'c'")), "pod-0", 17);
        assertThat(conninfo).hasToString("***");
        assertThat(conninfo.reveal())
                .isEqualTo("host='::1' port=5432 user='o\\'neil' password='a\\\\b \\'c\\'' application_name='pod-0'"
                        + " connect_timeout=3 require_auth=scram-sha-256");
        assertThat(new Credentials("u", Redacted.of("secret"))).asString().doesNotContain("secret");
    }
}
