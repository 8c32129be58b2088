package io.pgspan.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Md5VerifierTest {
    /** Made by a PostgreSQL 17 server for the role hippo and the password pencil. */
    private static final String MADE = "md5e1deb704c2e2b76ac724beac1756a390";

    @Test
    void verifiesThePasswordOfTheRoleItWasMadeFor() {
        Md5Verifier verifier = Md5Verifier.of(MADE);

        assertThat(verifier.verifies("hippo", "pencil")).isTrue();
        assertThat(verifier.verifies("hippo", "Pencil")).isFalse();
        assertThat(verifier.verifies("rhino", "pencil")).isFalse();
    }

    @Test
    void isToldFromTheOtherKind() {
        assertThat(PasswordVerifier.of(MADE).<String>match(scram -> "scram", md5 -> "md5"))
                .isEqualTo("md5");
        assertThat(PasswordVerifier.of(MADE)).isEqualTo(Md5Verifier.of(MADE));
        assertThat(ScramVerifier.make("pencil", new byte[16], 1).<String>match(scram -> "scram", md5 -> "md5"))
                .isEqualTo("scram");
    }

    @Test
    void isNotShown() {
        assertThat(Md5Verifier.of(MADE)).hasToString("MD5 verifier ***");
        assertThat(Md5Verifier.of(MADE).text().reveal()).isEqualTo(MADE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pencil",
                "md5e1deb704c2e2b76ac724beac1756a39",
                "md5e1deb704c2e2b76ac724beac1756a3900",
                "md5E1DEB704C2E2B76AC724BEAC1756A390",
                "MD5e1deb704c2e2b76ac724beac1756a390",
                "md5g1deb704c2e2b76ac724beac1756a390"
            })
    void aPasswordIsNotTakenForAVerifierNorShown(String text) {
        assertThatThrownBy(() -> PasswordVerifier.of(text))
                .isInstanceOf(PgspanException.class)
                .message()
                .doesNotContain(text);
        assertThatThrownBy(() -> Md5Verifier.of(text))
                .isInstanceOf(PgspanException.class)
                .message()
                .doesNotContain(text);
    }
}
