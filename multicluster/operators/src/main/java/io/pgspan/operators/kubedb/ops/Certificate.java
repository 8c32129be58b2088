package io.pgspan.operators.kubedb.ops;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one certificate says.
 *
 * @param alias which one: {@code server}, {@code client}, {@code metrics-exporter}, {@code archiver}, or one of the coordinators'
 * @param issuerRef who issues it, or null for the common issuer
 * @param secretName where it is kept, or null for the operator's choice
 * @param subject whose it is, or null
 * @param duration how long it is valid, or null for the issuer's choice
 * @param renewBefore how long before its end it is renewed, or null; deprecated
 * @param dnsNames further names
 * @param ipAddresses further addresses
 * @param uris further names
 * @param emailAddresses further names
 * @param encoding of the private key, or null
 */
public record Certificate(
        String alias,
        @Nullable TypedRef issuerRef,
        @Nullable String secretName,
        @Nullable Subject subject,
        @Nullable Duration duration,
        @Nullable Duration renewBefore,
        List<String> dnsNames,
        List<String> ipAddresses,
        List<String> uris,
        List<String> emailAddresses,
        @Nullable Encoding encoding) {

    /** How a private key is encoded. */
    public enum Encoding {
        /** The older form, of RSA keys. */
        PKCS1,
        /** The form for every kind of key. */
        PKCS8
    }

    /**
     * Whose a certificate is, in X.509's terms.
     *
     * @param organizations O
     * @param countries C
     * @param organizationalUnits OU
     * @param localities L
     * @param provinces ST
     * @param streetAddresses STREET
     * @param postalCodes their codes
     * @param serialNumber the subject's, or null
     */
    public record Subject(
            List<String> organizations,
            List<String> countries,
            List<String> organizationalUnits,
            List<String> localities,
            List<String> provinces,
            List<String> streetAddresses,
            List<String> postalCodes,
            @Nullable String serialNumber) {
        /** Copies the lists. */
        public Subject {
            organizations = List.copyOf(organizations);
            countries = List.copyOf(countries);
            organizationalUnits = List.copyOf(organizationalUnits);
            localities = List.copyOf(localities);
            provinces = List.copyOf(provinces);
            streetAddresses = List.copyOf(streetAddresses);
            postalCodes = List.copyOf(postalCodes);
        }
    }

    /** Copies the lists. */
    public Certificate {
        dnsNames = List.copyOf(dnsNames);
        ipAddresses = List.copyOf(ipAddresses);
        uris = List.copyOf(uris);
        emailAddresses = List.copyOf(emailAddresses);
    }
}
