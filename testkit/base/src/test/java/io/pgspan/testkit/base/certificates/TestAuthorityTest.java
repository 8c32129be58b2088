package io.pgspan.testkit.base.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAuthorityTest {
    private final TestAuthority authority = TestAuthority.create("authority of hippo");

    @Test
    void aCertificateIsForItsNamesSignedByItsAuthorityAndNobodyElses() throws Exception {
        X509Certificate issued = authority.issue("hippo-0", "hippo-0.demo.svc").certificate();
        assertThat(issued.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "hippo-0"), List.of(2, "hippo-0.demo.svc"));
        assertThat(issued.getExtendedKeyUsage()).hasSize(2);
        assertThat(issued.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.certificate().getBasicConstraints()).isGreaterThan(0);
        issued.checkValidity();
        issued.verify(authority.certificate().getPublicKey());
        TestAuthority other = TestAuthority.create("authority of rhino");
        assertThatThrownBy(() -> issued.verify(other.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aCertificateOfThePastHasExpired() {
        Instant now = Instant.now();
        TestCertificate past = authority.issue(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)), "hippo-0");
        assertThatThrownBy(() -> past.certificate().checkValidity()).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void theFilesAreTheOnesOfAMountedSecret(@TempDir Path directory) throws Exception {
        TestCertificate issued = authority.issue("hippo-0");
        issued.writeTo(directory);
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("tls.crt", "tls.key", "ca.crt");
        }
        assertThat(directory.resolve("tls.key")).hasContent(issued.keyPem());
        assertThat(issued.toString()).doesNotContain("PRIVATE");
    }
}
