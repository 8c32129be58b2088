package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.TextFields;
import java.util.Optional;

/** {@code certificates}: secrets that exist; what is not named CloudNativePG makes itself. */
final class TlsSection {
    private static final String SERVER = "serverTLSSecret";
    private static final String SERVER_CA = "serverCASecret";
    private static final String CLIENT_CA = "clientCASecret";
    private static final String REPLICATION = "replicationTLSSecret";
    private static final String NAMES = "serverAltDNSNames";

    private TlsSection() {}

    static Optional<Tls> read(Cursor spec) {
        Cursor certificates = spec.object("certificates");
        if (!certificates.isPresent()) {
            return Optional.empty();
        }
        certificates.origin("tls");
        return Optional.of(Tls.builder()
                .serverCertificate(certificates.text(SERVER).map(SecretRef::of))
                .serverCa(certificates.text(SERVER_CA).map(SecretRef::of))
                .clientCa(certificates.text(CLIENT_CA).map(SecretRef::of))
                .replicationCertificate(certificates.text(REPLICATION).map(SecretRef::of))
                .extraDnsNames(certificates.texts(NAMES))
                .build());
    }

    static void write(Tls tls, ObjectNode spec) {
        ObjectNode object = spec.putObject("certificates");
        tls.serverCertificate().ifPresent(secret -> object.put(SERVER, secret.name()));
        tls.serverCa().ifPresent(secret -> object.put(SERVER_CA, secret.name()));
        tls.clientCa().ifPresent(secret -> object.put(CLIENT_CA, secret.name()));
        tls.replicationCertificate().ifPresent(secret -> object.put(REPLICATION, secret.name()));
        TextFields.write(object, NAMES, tls.extraDnsNames());
    }
}
