package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;
import java.util.List;

/** What the requests for At.TLS and the superuser's password say. */
final class AccessPayloads {

    private final DatabaseChange database;

    AccessPayloads(DatabaseChange database) {
        this.database = database;
    }

    ObjectNode tls() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        List<Change> changes = database.of(Way.RECONFIGURE_TLS);
        JsonNode tls = database.storedAfter(At.TLS);
        boolean was = !database.storedBefore(At.TLS).isMissingNode();
        boolean is = !tls.isMissingNode();
        if (was && !is) {
            payload.put("remove", true);
        }
        if (is && changed(changes, At.TLS_ISSUER_REF)) {
            payload.set("issuerRef", tls.path("issuerRef").deepCopy());
        }
        if (is && changed(changes, At.TLS_CERTIFICATES)) {
            payload.set("certificates", tls.path("certificates").deepCopy());
        }
        if (is && (!was || changed(changes, At.SSL_MODE))) {
            payload.set("sslMode", database.storedAfter(At.SSL_MODE));
        }
        if (changed(changes, At.CLIENT_AUTH_MODE)) {
            payload.set("clientAuthMode", database.storedAfter(At.CLIENT_AUTH_MODE));
        }
        return payload;
    }

    private static boolean changed(List<Change> changes, TreePath path) {
        return changes.stream().anyMatch(change -> change.isIn(path));
    }

    /** The secret that is named, or the one KubeDB made when none is named any more. */
    ObjectNode rotateAuth() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        JsonNode secret = database.storedAfter(At.AUTH_SECRET);
        ObjectNode ref = payload.putObject("secretRef");
        String group = secret.path("apiGroup").asText("");
        if (!group.isEmpty()) {
            ref.put("apiGroup", group);
        }
        ref.put("kind", secret.path("kind").asText("Secret"));
        String name = secret.path("name").asText("");
        ref.put("name", name.isEmpty() ? database.name() + "-auth" : name);
        return payload;
    }
}
