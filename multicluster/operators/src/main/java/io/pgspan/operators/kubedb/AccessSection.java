package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Access.ClientAuth;
import io.pgspan.model.access.SecretRef;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;

/** {@code authSecret} and {@code clientAuthMode}. */
final class AccessSection {
    private static final Words<ClientAuth> CLIENT_AUTH =
            Words.of("md5", ClientAuth.MD5).or("scram", ClientAuth.SCRAM).or("cert", ClientAuth.CERTIFICATE);
    private static final String SECRET = "Secret";

    private AccessSection() {}

    static Access read(Cursor spec) {
        Access.Builder access = Access.builder().clientAuth(spec.choice("clientAuthMode", CLIENT_AUTH));
        Cursor secret = spec.object("authSecret");
        if (secret.peek("kind").asText(SECRET).equals(SECRET)) {
            secret.text("name").filter(name -> !name.isEmpty()).ifPresent(name -> {
                secret.skip("kind");
                access.superuserSecret(SecretRef.of(name));
            });
        }
        return access.build();
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.access().clientAuth().ifPresent(auth -> spec.put("clientAuthMode", CLIENT_AUTH.word(auth)));
        wish.access()
                .superuserSecret()
                .ifPresent(secret ->
                        spec.putObject("authSecret").put("kind", SECRET).put("name", secret.name()));
    }
}
