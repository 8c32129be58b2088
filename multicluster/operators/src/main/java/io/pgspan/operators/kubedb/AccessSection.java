package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Access.ClientAuth;
import io.pgspan.model.access.SecretRef;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.kubedb.ops.TypedRef;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code authSecret} and {@code clientAuthMode}. */
final class AccessSection {
    private static final Words<ClientAuth> CLIENT_AUTH =
            Words.of("md5", ClientAuth.MD5).or("scram", ClientAuth.SCRAM).or("cert", ClientAuth.CERTIFICATE);
    private static final String SECRET = TypedRef.SECRET;
    private static final String OBJECT = "authSecret";

    private AccessSection() {}

    static Access read(Cursor spec) {
        Access.Builder access = Access.builder().clientAuth(spec.choice("clientAuthMode", CLIENT_AUTH));
        Cursor secret = spec.object(OBJECT);
        if (isPlain(secret)) {
            secret.text("name")
                    .filter(name -> !name.isEmpty())
                    .map(SecretRef::of)
                    .ifPresent(access::superuserSecret);
        }
        return access.build();
    }

    /** A secret of Kubernetes, as far as it can be read. */
    private static boolean isPlain(Cursor secret) {
        return secret.text("kind").orElse(SECRET).equals(SECRET)
                && secret.text("apiGroup").orElse("").isEmpty();
    }

    static AuthSecret details(Cursor spec) {
        Cursor secret = spec.object(OBJECT);
        if (!secret.isPresent()) {
            return AuthSecret.ofDefaults();
        }
        @Nullable
        TypedRef elsewhere = isPlain(secret)
                ? null
                : new TypedRef(
                        secret.text("apiGroup")
                                .filter(group -> !group.isEmpty())
                                .orElse(null),
                        secret.text("kind").orElse(SECRET),
                        secret.text("name").orElse(""),
                        null);
        return new AuthSecret(
                elsewhere,
                secret.text("secretStoreName").orElse(null),
                secret.goDuration("rotateAfter").orElse(null),
                secret.instant("activeFrom").orElse(null),
                secret.bool("externallyManaged").orElse(false));
    }

    static void write(PostgresCluster wish, AuthSecret details, ObjectNode spec) {
        wish.access().clientAuth().ifPresent(auth -> spec.put("clientAuthMode", CLIENT_AUTH.word(auth)));
        Optional<SecretRef> own = wish.access().superuserSecret();
        if (own.isEmpty() && details.equals(AuthSecret.ofDefaults())) {
            return;
        }
        ObjectNode secret = spec.putObject(OBJECT);
        // the schema wants both, and an empty name says nothing
        TypedRef ref = own.map(named -> TypedRef.secret(named.name()))
                .or(details::elsewhere)
                .orElse(TypedRef.secret(""));
        if (ref.apiGroup() != null) {
            secret.put("apiGroup", ref.apiGroup());
        }
        secret.put("kind", ref.kind()).put("name", ref.name());
        if (details.storeName() != null) {
            secret.put("secretStoreName", details.storeName());
        }
        if (details.rotateAfter() != null) {
            secret.put("rotateAfter", GoText.text(details.rotateAfter()));
        }
        if (details.activeFrom() != null) {
            secret.put("activeFrom", DateTimeFormatter.ISO_INSTANT.format(details.activeFrom()));
        }
        if (details.externallyManaged()) {
            secret.put("externallyManaged", true);
        }
    }
}
