package io.pgspan.agent.tls;

import io.pgspan.agent.AgentException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's certificate, key and the authorities it trusts, read from files and read again when they change: at most once in
 * {@link #RECHECK}, when it is used. A reading that fails (a file is missing, the key is not the certificate's, which is what the middle of
 * a replacement looks like) leaves the one before in force and is logged once.
 *
 * <p>Each reading has TLS contexts of its own, so that no session made under the old authorities is resumed under the new ones.
 */
public final class TlsIdentity {
    /** How long a change of the files may go unnoticed while the identity is used. */
    public static final Duration RECHECK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final String member;
    private final TlsFiles files;
    private final LongSupplier nanos;
    private final AtomicLong looked;
    private volatile Reading current;
    private volatile String lastFailure = "";

    /** What was read, and how often something new had been. */
    private record Reading(TlsMaterial material, long generation, SSLContext server, Map<String, SSLContext> clients) {}

    private TlsIdentity(String member, TlsFiles files, LongSupplier nanos) {
        this.member = member;
        this.files = files;
        this.nanos = nanos;
        this.looked = new AtomicLong(nanos.getAsLong());
        this.current = reading(TlsMaterial.read(member, files, null), 1);
    }

    /**
     * Reads the files.
     *
     * @param member who this agent is; its certificate must have that DNS name
     * @throws AgentException when a file is missing or malformed, or they don't fit together
     */
    public static TlsIdentity load(String member, TlsFiles files) {
        return new TlsIdentity(member, files, System::nanoTime);
    }

    /** For tests that must not wait. */
    static TlsIdentity load(String member, TlsFiles files, LongSupplier nanos) {
        return new TlsIdentity(member, files, nanos);
    }

    /** TLS 1.3, else 1.2; nothing older. */
    public static String[] protocols() {
        return PROTOCOLS.clone();
    }

    /** The member it is for. */
    public String member() {
        return member;
    }

    /** Raised by one each time other files have come into force, from 1. */
    public long generation() {
        return fresh().generation();
    }

    /** Until when the certificate in force is valid. */
    public Instant expires() {
        return fresh().material().own().getNotAfter().toInstant();
    }

    /** For the accepting side: whoever connects must show a certificate that the authorities have signed. */
    public SSLContext serverContext() {
        return fresh().server();
    }

    /**
     * For the dialling side: a connection over which nobody but that member will be spoken to; its handshake is still to be made. All of a member
     * share one context until other files come into force, so that sessions are resumed.
     *
     * @param wire what is connected already; closed with the connection
     * @param dialled who is expected to answer
     */
    public SSLSocket secure(Socket wire, String dialled, String host, int port) throws IOException {
        Reading reading = fresh();
        SSLContext context = reading.clients().computeIfAbsent(dialled, name -> context(reading.material(), name));
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(wire, host, port, true);
        secured.setEnabledProtocols(PROTOCOLS);
        return secured;
    }

    /**
     * The names the other side of a session is for. Validity in time is asked again: a session may outlive the certificate.
     *
     * @throws AgentException when there is no certificate, or it has expired
     */
    public static Set<String> peerNames(SSLSession session) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            certificate.checkValidity();
            return CertificateNames.of(certificate);
        } catch (SSLPeerUnverifiedException e) {
            throw new AgentException("agent: the other side has shown no certificate", e);
        } catch (CertificateException e) {
            throw new AgentException("agent: the other side's certificate is not valid: " + e.getMessage(), e);
        }
    }

    private Reading fresh() {
        long last = looked.get();
        long now = nanos.getAsLong();
        if (now - last >= RECHECK.toNanos() && looked.compareAndSet(last, now)) {
            look();
        }
        return current;
    }

    private synchronized void look() {
        try {
            Reading before = current;
            TlsMaterial read = TlsMaterial.read(member, files, before.material());
            if (read != before.material()) {
                current = reading(read, before.generation() + 1);
                LOG.info(
                        "{}: new certificates are in force, valid until {}",
                        member,
                        read.own().getNotAfter().toInstant());
            }
            lastFailure = "";
        } catch (AgentException e) {
            String text = String.valueOf(e.getMessage());
            if (!text.equals(lastFailure)) {
                LOG.warn("{}; the certificates read before stay in force", text);
                lastFailure = text;
            }
        }
    }

    private static Reading reading(TlsMaterial material, long generation) {
        return new Reading(material, generation, context(material, null), new ConcurrentHashMap<>());
    }

    private static SSLContext context(TlsMaterial material, @Nullable String dialled) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(material.keys(), new TrustManager[] {new MemberTrust(material.authorities(), dialled)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AgentException("agent: the platform has no TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "certificate of " + member + " from " + files.chain();
    }
}
