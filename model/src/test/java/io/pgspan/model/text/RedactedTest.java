package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RedactedTest {
    record Login(String user, Redacted password) {}

    @Property
    void aSecretShowsNowhereButWhenRevealed(@ForAll String secret) {
        Redacted redacted = Redacted.of(secret);

        assertThat(redacted).hasToString("***");
        assertThat(redacted.reveal()).isEqualTo(secret);
    }

    @Test
    void whateverHoldsASecretHidesItToo() {
        Redacted secret = Redacted.of("hunter2");

        assertThat(new Login("postgres", secret)).hasToString("Login[user=postgres, password=***]");
        assertThat(List.of(secret)).hasToString("[***]");
        assertThat("password " + secret).isEqualTo("password ***");
    }

    @Test
    void equalSecretsAreEqual() {
        assertThat(Redacted.of("a")).isEqualTo(Redacted.of("a")).hasSameHashCodeAs(Redacted.of("a"));
        assertThat(Redacted.of("a")).isNotEqualTo(Redacted.of("b")).isNotEqualTo("a");
    }
}
