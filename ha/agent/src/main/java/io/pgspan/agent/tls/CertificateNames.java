package io.pgspan.agent.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names a certificate is for: its subject alternative names of the kind DNS, in lower case. Wildcards stay what they are, texts
 * that no member is called, and the subject's common name counts for nothing.
 */
final class CertificateNames {
    private static final int DNS = 2;

    private CertificateNames() {}

    static Set<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return (names == null ? Stream.<List<?>>empty() : names.stream())
                    .filter(n -> n.size() > 1 && n.get(0) instanceof Integer kind && kind == DNS)
                    .map(n -> String.valueOf(n.get(1)).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    /** @throws CertificateException when the certificate is not for that member; says for whom it is */
    static void require(X509Certificate certificate, String member) throws CertificateException {
        Set<String> names = of(certificate);
        if (!names.contains(member.toLowerCase(Locale.ROOT))) {
            throw new CertificateException("the certificate is for " + names + ", not for member " + member);
        }
    }
}
