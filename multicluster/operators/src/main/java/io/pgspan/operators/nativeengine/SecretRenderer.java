package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The superuser's credentials, one copy per member, so that what is sent to a cluster is complete by itself. */
final class SecretRenderer {
    private SecretRenderer() {}

    static ObjectNode render(Member member, NativeEngineOptions options) {
        ObjectNode secret = member.object("Secret", member.secretName());
        secret.put("type", "kubernetes.io/basic-auth");
        secret.putObject("data")
                .put("username", base64(options.username()))
                .put("password", base64(options.password().reveal()));
        return secret;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
