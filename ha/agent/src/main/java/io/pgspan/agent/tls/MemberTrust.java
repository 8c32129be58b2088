package io.pgspan.agent.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the authorities have signed, and as a server only the very member that was dialled. The platform would compare the
 * certificate with the dialled address; that is a pod's, in no certificate, and may be another member's tomorrow.
 */
final class MemberTrust extends X509ExtendedTrustManager {
    private final X509TrustManager authorities;
    private final BiFunction<String, Integer, @Nullable String> memberAt;

    /** @param memberAt whom one expects at a host and a port, null for nobody */
    MemberTrust(X509TrustManager authorities, BiFunction<String, Integer, @Nullable String> memberAt) {
        this.authorities = authorities;
        this.memberAt = memberAt;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        authorities.checkServerTrusted(chain, authType);
        String member = engine == null ? null : memberAt.apply(engine.getPeerHost(), engine.getPeerPort());
        if (member == null) {
            throw new CertificateException("no member is expected at the dialled address");
        }
        CertificateNames.require(chain[0], member);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        authorities.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        authorities.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType, (SSLEngine) null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkServerTrusted(chain, authType, (SSLEngine) null);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
