package io.pgspan.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsFiles;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.testkit.base.certificates.TestAuthority;
import io.pgspan.testkit.base.certificates.TestCertificate;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class MutualTlsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static final byte[] REQUEST = "GET /status HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void start() {
        parties = new Parties(directory);
    }

    @AfterEach
    void close() {
        parties.close();
    }

    private String refusal(AgentDialler caller, String path) {
        return Parties.causes(catchThrowableOfType(ExecutionException.class, () -> parties.get(caller, path)));
    }

    @Test
    void aMemberAsksAMember() throws Exception {
        AgentDialler caller = parties.listening().caller("hippo-1");
        assertThat(parties.get(caller, "/status").body()).isEqualTo("{\"role\":\"PRIMARY\"}");
        assertThat(parties.get(caller, "/primary").status()).isEqualTo(200);
        assertThat(parties.get(caller, "/replica").status()).isEqualTo(503);
    }

    @Test
    void aCallerOfAnotherAuthorityIsRefused() {
        parties.listening();
        TestCertificate foreign = TestAuthority.create("rhino").issue("hippo-1");
        Path mixed = foreign.writeTo(directory.resolve("mixed"));
        // it trusts this cluster's authority, so that only its own certificate can be what is refused
        writeAuthority(mixed, parties.authority.issue("hippo-1"));
        assertThat(refusal(new AgentDialler(Parties.tls("hippo-1", mixed)), "/status"))
                .containsAnyOf(
                        "handshake_failure", "certificate_unknown", "Received fatal alert", "Broken pipe", "reset");
        assertThat(parties.agent.commands).isEmpty();
    }

    private static void writeAuthority(Path into, TestCertificate of) {
        try {
            Files.writeString(into.resolve("ca.crt"), of.authorityPem());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAgentOfAnotherAuthorityIsNotBelieved() {
        parties.listening(parties.tls("hippo-0", TestAuthority.create("rhino").issue("hippo-0")));
        assertThat(refusal(parties.caller("hippo-1"), "/status")).contains("PKIX path building failed");
    }

    @Test
    void anotherMembersCertificateIsNotBelievedWhereThisOneWasDialled() {
        parties.listening(parties.tls("hippo-2", parties.authority.issue("hippo-2")));
        assertThat(refusal(parties.caller("hippo-1"), "/status"))
                .contains("the certificate is for [hippo-2], not for member hippo-0");
    }

    @Test
    void theCommonNameOfACertificateCountsForNothing() {
        TestCertificate nameless = parties.authority.issue("operator", "hippo-9");
        parties.listening(parties.tls("hippo-9", nameless));
        assertThat(nameless.certificate().getSubjectX500Principal().getName()).contains("operator");
        assertThat(refusal(parties.caller("hippo-1"), "/status")).contains("not for member hippo-0");
    }

    @Test
    void aCertifiedNameThatMayNotAskIsToldSo() throws Exception {
        AgentDialler.Answer answer = parties.get(parties.listening().caller("somebody"), "/status");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("PRIMARY");
    }

    @Test
    void aCallerWithoutACertificateIsRefused() throws Exception {
        parties.listening();
        SSLContext anonymous = trusting(parties.authority.certificate());
        try (Socket socket =
                anonymous.getSocketFactory().createSocket(parties.endpoint.host(), parties.endpoint.port())) {
            socket.setSoTimeout((int) Parties.LIMIT.toMillis());
            assertThatThrownBy(() -> {
                        socket.getOutputStream().write(REQUEST);
                        socket.getInputStream().readAllBytes();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static SSLContext trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Test
    void anExpiredCallerIsRefused() {
        parties.listening();
        Instant now = Instant.now();
        TestCertificate expired = parties.authority.issue(now.minus(DAY), now.minusSeconds(60), "hippo-1");
        AgentDialler caller = new AgentDialler(parties.tls("hippo-1", expired));
        assertThat(refusal(caller, "/status"))
                .containsAnyOf(
                        "certificate_expired", "Received fatal alert", "certificate_unknown", "Broken pipe", "reset");
    }

    @Test
    void anExpiredAgentIsNotBelieved() {
        Instant now = Instant.now();
        parties.listening(
                parties.tls("hippo-0", parties.authority.issue(now.minus(DAY), now.minusSeconds(60), "hippo-0")));
        assertThat(refusal(parties.caller("hippo-1"), "/status")).contains("CertificateExpiredException");
    }

    @Test
    void aCertificateThatExpiresWhileAConnectionLastsEndsIt() throws Exception {
        parties.listening();
        Instant soon = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        AgentDialler caller =
                new AgentDialler(parties.tls("hippo-1", parties.authority.issue(soon.minus(DAY), soon, "hippo-1")));
        assertThat(parties.get(caller, "/status").status()).isEqualTo(200);
        Await.until("the refusal", Parties.LIMIT, () -> {
            try {
                parties.get(caller, "/status");
                return false;
            } catch (Exception e) {
                return true;
            }
        });
        assertThat(Instant.now()).isAfter(soon);
    }

    @Test
    void anAgentWhoseCertificateExpiresWhileAConnectionLastsIsNotBelievedAnyMore() throws Exception {
        Instant soon = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        parties.listening(parties.tls("hippo-0", parties.authority.issue(soon.minus(DAY), soon, "hippo-0")));
        AgentDialler caller = parties.caller("hippo-1");
        assertThat(parties.get(caller, "/status").status()).isEqualTo(200);
        Await.until(
                "the refusal", Parties.LIMIT, () -> refusal(caller, "/status").contains("not valid"));
        assertThat(Instant.now()).isAfter(soon);
    }

    @Test
    void plaintextIsNotAnswered() throws Exception {
        parties.listening();
        try (Socket socket = new Socket(parties.endpoint.host(), parties.endpoint.port())) {
            socket.setSoTimeout((int) Parties.LIMIT.toMillis());
            socket.getOutputStream().write(REQUEST);
            String answer = everything(socket.getInputStream());
            assertThat(answer).doesNotContain("HTTP").doesNotContain("PRIMARY");
        }
        AgentDialler plain = new AgentDialler(AgentTransport.plaintextForTests());
        assertThat(refusal(plain, "/status")).isNotEmpty();
    }

    private static String everything(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void anAgentThatTalksPlaintextIsNotBelieved() {
        parties.listening(AgentTransport.plaintextForTests());
        assertThat(refusal(parties.caller("hippo-1"), "/status")).isNotEmpty();
    }

    @Test
    void nothingOlderThanTls12IsSpoken() throws Exception {
        parties.listening();
        TlsIdentity identity = TlsIdentity.load(
                "hippo-1", TlsFiles.in(parties.authority.issue("hippo-1").writeTo(directory.resolve("x"))));
        int port = parties.endpoint.port();
        try (SSLSocket socket =
                identity.secure(new Socket(InetAddress.getLoopbackAddress(), port), "hippo-0", "127.0.0.1", port)) {
            assertThat(socket.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void newCertificatesOfANewAuthorityComeIntoForceWithoutARestart() throws Exception {
        Path server = parties.authority.issue("hippo-0").writeTo(directory.resolve("server"));
        Path client = parties.authority.issue("hippo-1").writeTo(directory.resolve("client"));
        parties.listening(Parties.tls("hippo-0", server));
        AgentDialler renewed = new AgentDialler(Parties.tls("hippo-1", client));
        AgentDialler stale = parties.caller("hippo-1");
        assertThat(parties.get(renewed, "/status").status()).isEqualTo(200);
        assertThat(parties.get(stale, "/status").status()).isEqualTo(200);

        TestAuthority next = TestAuthority.create("hippo, the second");
        next.issue("hippo-0").writeTo(server);
        next.issue("hippo-1").writeTo(client);

        Await.until("who kept the old certificates is refused", Parties.LIMIT, () -> isRefused(stale));
        Await.until("who has the new ones is answered", Parties.LIMIT, () -> !isRefused(renewed));
    }

    private boolean isRefused(AgentDialler caller) {
        try {
            parties.get(caller, "/status");
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
