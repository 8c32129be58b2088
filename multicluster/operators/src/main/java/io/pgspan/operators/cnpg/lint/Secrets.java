package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What may be asked of a secret that stands in the manifests: never its password. */
final class Secrets {
    private Secrets() {}

    /** The name it is for; empty when the secret is not in the set or does not say. */
    static String username(JsonNode secret) {
        String plain = Look.text(secret, "stringData", "username");
        if (!plain.isEmpty()) {
            return plain;
        }
        try {
            return new String(Base64.getDecoder().decode(Look.text(secret, "data", "username")), StandardCharsets.UTF_8)
                    .strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether it is in the set without the label that makes the operator follow its changes. */
    static boolean isUnlabelled(JsonNode secret) {
        return secret.isObject() && !Look.has(secret, "metadata", "labels", "cnpg.io/reload");
    }
}
