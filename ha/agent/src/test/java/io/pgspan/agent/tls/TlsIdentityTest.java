package io.pgspan.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.agent.AgentException;
import io.pgspan.testkit.base.certificates.TestAuthority;
import io.pgspan.testkit.base.certificates.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // set before each test
class TlsIdentityTest {
    @TempDir
    Path directory;

    private final TestAuthority authority = TestAuthority.create("hippo");
    private final TestCertificate certificate = authority.issue("hippo-0");
    private final AtomicLong clock = new AtomicLong();
    private TlsFiles files;

    @BeforeEach
    void write() {
        files = TlsFiles.in(certificate.writeTo(directory));
    }

    private TlsIdentity load() {
        return TlsIdentity.load("hippo-0", files, clock::get);
    }

    private void later() {
        clock.addAndGet(TlsIdentity.RECHECK.toNanos());
    }

    @Test
    void changedFilesAreReadOnceTheyMayHaveChangedForLongEnough() {
        TlsIdentity identity = load();
        assertThat(identity.generation()).isOne();
        var before = identity.serverContext();
        authority.issue("hippo-0").writeTo(directory);
        assertThat(identity.generation()).as("not looked again yet").isOne();
        later();
        assertThat(identity.generation()).isEqualTo(2);
        assertThat(identity.serverContext())
                .as("sessions of the old one are not resumed")
                .isNotSameAs(before);
        later();
        assertThat(identity.generation()).as("nothing changed").isEqualTo(2);
        assertThat(identity.expires()).isAfter(Instant.now());
    }

    @Test
    void theMiddleOfAReplacementLeavesWhatWasBeforeInForce() throws Exception {
        TlsIdentity identity = load();
        TestCertificate next = authority.issue("hippo-0");
        Files.writeString(files.key(), next.keyPem());
        later();
        assertThat(identity.generation()).isOne();
        Files.delete(files.authorities());
        later();
        assertThat(identity.generation()).isOne();
        Files.writeString(files.authorities(), next.authorityPem());
        Files.writeString(files.chain(), next.chainPem());
        later();
        assertThat(identity.generation()).isEqualTo(2);
    }

    @Test
    void aCertificateOfAnotherMemberIsNotTakenUp() {
        TlsIdentity identity = load();
        authority.issue("hippo-1").writeTo(directory);
        later();
        assertThat(identity.generation()).isOne();
        assertThatThrownBy(this::load).hasMessageContaining("[hippo-1]").hasMessageContaining("hippo-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls.crt", "tls.key", "ca.crt"})
    void aFileThatIsMissingOrHoldsNothingOfUseIsNamed(String name) throws IOException {
        Files.writeString(directory.resolve(name), "hello");
        assertThatThrownBy(this::load).isInstanceOf(AgentException.class).hasMessageContaining(name);
        Files.delete(directory.resolve(name));
        assertThatThrownBy(this::load).isInstanceOf(AgentException.class).hasMessageContaining(name);
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() throws IOException {
        Files.writeString(files.key(), authority.issue("hippo-0").keyPem());
        assertThatThrownBy(this::load).hasMessageContaining("is not the key of");
    }

    @Test
    void aKeyOfAnotherEncodingIsRefusedWithWhatToDo() throws IOException {
        Files.writeString(files.key(), certificate.keyPem().replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        assertThatThrownBy(this::load).hasMessageContaining("encoding: PKCS8");
    }

    @Test
    void noMessageAndNoTextHoldsTheKey() throws IOException {
        String secret = certificate.keyPem().lines().skip(1).findFirst().orElseThrow();
        TlsIdentity identity = load();
        assertThat(AgentTransport.mutualTls(identity).toString())
                .contains("hippo-0")
                .doesNotContain(secret);
        Files.writeString(files.key(), certificate.keyPem().replace(secret, secret.substring(4)));
        assertThatThrownBy(this::load)
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("tls.key")
                .hasMessageNotContaining(secret.substring(4))
                .hasNoCause();
    }
}
