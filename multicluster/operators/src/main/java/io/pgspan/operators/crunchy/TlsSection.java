package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;

/** {@code customTLSSecret} and {@code customReplicationTLSSecret}; PGO encrypts in any case and has no other settings. */
final class TlsSection {
    private static final String SERVER = "customTLSSecret";
    private static final String REPLICATION = "customReplicationTLSSecret";

    private TlsSection() {}

    static Optional<Tls> read(Cursor spec) {
        Optional<SecretRef> server = secret(spec, SERVER);
        Optional<SecretRef> replication = secret(spec, REPLICATION);
        return server.isEmpty() && replication.isEmpty()
                ? Optional.empty()
                : Optional.of(Tls.builder()
                        .serverCertificate(server)
                        .replicationCertificate(replication)
                        .build());
    }

    /** The name of the secret that is projected; which of its entries stays as it is. */
    static Optional<SecretRef> secret(Cursor parent, String field) {
        Cursor projection = parent.object(field);
        if (projection.isPresent() && projection.peek("name").asText("").isEmpty()) {
            projection.missing("name", "name the secret");
        }
        return projection.text("name").filter(name -> !name.isEmpty()).map(SecretRef::of);
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.tls().flatMap(Tls::serverCertificate).ifPresent(secret -> write(spec, SERVER, secret));
        wish.tls().flatMap(Tls::replicationCertificate).ifPresent(secret -> write(spec, REPLICATION, secret));
    }

    static void write(ObjectNode parent, String field, SecretRef secret) {
        parent.putObject(field).put("name", secret.name());
    }

    /** What PGO takes; empty when nothing is left. */
    static Optional<Tls> sayable(Tls said) {
        Tls left = Tls.builder()
                .serverCertificate(said.serverCertificate().map(secret -> SecretRef.of(secret.name())))
                .replicationCertificate(said.replicationCertificate().map(secret -> SecretRef.of(secret.name())))
                .build();
        return left.equals(Tls.builder().build()) ? Optional.empty() : Optional.of(left);
    }
}
