package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.text.Redacted;
import java.nio.file.Path;
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
    void conninfoQuotesItsValuesAndHoldsNoPassword() {
        assertThat(Conninfo.of(Endpoint.of("[::1]:5432"), "o'neil", Path.of("/volume/pg'data.pgpass"), "pod-0", 17))
                .isEqualTo("host='::1' port=5432 user='o\\'neil' passfile='/volume/pg\\'data.pgpass'"
                        + " application_name='pod-0' connect_timeout=3 require_auth=scram-sha-256");
        assertThat(new Credentials("u", Redacted.of("secret"))).asString().doesNotContain("secret");
    }

    @Test
    void aPasswordFileSaysColonsAndBackslashesAsTheyAre() {
        assertThat(PasswordFile.text(new Credentials("o:neil", Redacted.of("a\\b:c"))))
                .isEqualTo("*:*:*:o\\:neil:a\\\\b\\:c\n");
        assertThatThrownBy(() -> PasswordFile.text(new Credentials("u", Redacted.of("a\nb"))))
                .hasMessageContaining("line break")
                .hasMessageNotContaining("a\nb");
    }
}
