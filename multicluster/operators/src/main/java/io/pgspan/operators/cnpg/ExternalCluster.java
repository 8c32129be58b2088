package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.replication.Connection;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** One of {@code externalClusters}: how another cluster is reached, its server, its store, or both. */
final class ExternalCluster {
    private static final String LIST = "externalClusters";
    private static final String PARAMETERS = "connectionParameters";
    private static final String STORE = "barmanObjectStore";
    private static final String PORT = "5432";
    private static final Pattern PORT_NUMBER = Pattern.compile("[1-9]\\d{0,4}");
    static final String PASSWORD_KEY = "password";
    static final String AUTHORITY_KEY = "ca.crt";
    private static final String CERTIFICATE_KEY = "tls.crt";
    private static final String PRIVATE_KEY = "tls.key";
    private static final Words<SslMode> SSL_MODE = Words.of("disable", SslMode.DISABLE)
            .or("allow", SslMode.ALLOW)
            .or("prefer", SslMode.PREFER)
            .or("require", SslMode.REQUIRE)
            .or("verify-ca", SslMode.VERIFY_CA)
            .or("verify-full", SslMode.VERIFY_FULL);

    private final Cursor object;
    private final String name;

    private ExternalCluster(Cursor object, String name) {
        this.object = object;
        this.name = name;
    }

    /** The first of a name, none of it read, nor the field that refers to it. That there is none of that name is for the lints to say. */
    static Optional<ExternalCluster> find(Cursor spec, Cursor from, String field) {
        String wanted = from.peek(field).isTextual() ? from.peek(field).textValue() : "";
        if (wanted.isEmpty()) {
            from.requiredText(field, "name one of " + LIST);
            return Optional.empty();
        }
        for (Cursor one : spec.objects(LIST)) {
            if (one.peek("name").asText().equals(wanted)) {
                return Optional.of(new ExternalCluster(one, wanted));
            }
        }
        return Optional.empty();
    }

    String name() {
        return name;
    }

    /** Whether it has a server; what can't be said of it in the model stays unread. */
    boolean hasServer() {
        return !object.peek(PARAMETERS).path("host").asText("").isEmpty();
    }

    /** Its server. */
    Optional<Connection> connection() {
        if (!hasServer()) {
            return Optional.empty();
        }
        object.skip("name");
        Cursor parameters = object.object(PARAMETERS);
        Connection.Builder said = Connection.builder()
                .host(parameters.text("host").orElse(""))
                .user(parameters.text("user"))
                .database(parameters.text("dbname"))
                .password(secret("password", PASSWORD_KEY))
                .serverCa(secret("sslRootCert", AUTHORITY_KEY))
                .clientCertificate(certificate());
        SSL_MODE.value(parameters.peek("sslmode").asText("")).ifPresent(mode -> {
            parameters.text("sslmode");
            said.sslMode(mode);
        });
        String port = parameters.peek("port").asText(PORT);
        if (PORT_NUMBER.matcher(port).matches() && Integer.parseInt(port) < 1 << 16) {
            parameters.text("port");
            said.port(Integer.parseInt(port));
        }
        return Optional.of(said.build());
    }

    private Optional<SecretRef> secret(String field, String usual) {
        if (!object.has(field)) {
            return Optional.empty();
        }
        Cursor selector = object.object(field);
        Optional<String> key = selector.text("key").filter(said -> !said.equals(usual));
        return selector.requiredText("name", "name the secret").map(named -> new SecretRef(named, key.orElse(null)));
    }

    /** One secret with certificate and key; two, or one of the two alone, stay as they are. */
    private Optional<SecretRef> certificate() {
        String certificate = object.peek("sslCert").path("name").asText("");
        if (certificate.isEmpty()
                || !certificate.equals(object.peek("sslKey").path("name").asText(""))) {
            return Optional.empty();
        }
        Cursor first = object.object("sslCert");
        first.text("name");
        CnpgWords.skipUsual(first, "key", TextNode.valueOf(CERTIFICATE_KEY));
        Cursor second = object.object("sslKey");
        second.text("name");
        CnpgWords.skipUsual(second, "key", TextNode.valueOf(PRIVATE_KEY));
        return Optional.of(SecretRef.of(certificate));
    }

    /** The object store that the plugin reads from, without reading it; empty when there is none. */
    Optional<String> objectStore() {
        JsonNode plugin = object.peek("plugin");
        String store = plugin.path("parameters").path("barmanObjectName").asText("");
        return store.isEmpty() || !plugin.path("name").asText().equals(CnpgWords.PLUGIN)
                ? Optional.empty()
                : Optional.of(store);
    }

    /** Where the store is that stands here, without reading it. */
    Optional<RepositoryTarget> target() {
        return BarmanFields.peek(object.peek(STORE));
    }

    /** Reads which store it is; whose backups are meant there stays unread. */
    void readStore() {
        object.skip("name");
        if (objectStore().isPresent()) {
            object.object("plugin").text("name");
            object.object("plugin").object("parameters").text("barmanObjectName");
        } else {
            BarmanFields.target(object.object(STORE));
        }
    }

    /** The name in that store; its own when none is said. */
    String serverName() {
        Cursor place = objectStore().isPresent() ? object.object("plugin").object("parameters") : object.object(STORE);
        return place.text("serverName").filter(server -> !server.isEmpty()).orElse(name);
    }

    /** The item of a name, made where it is absent. */
    static ObjectNode item(ObjectNode spec, String name) {
        ArrayNode list = spec.withArrayProperty(LIST);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText().equals(name) && list.get(i) instanceof ObjectNode item) {
                return item;
            }
        }
        return list.addObject().put("name", name);
    }

    /** Whether an item of this name has a store already. */
    static boolean hasStore(ObjectNode spec, String name) {
        for (JsonNode item : spec.path(LIST)) {
            if (item.path("name").asText().equals(name)) {
                return item.has("plugin") || item.has(STORE);
            }
        }
        return false;
    }

    static void write(ObjectNode spec, String name, Connection connection) {
        ObjectNode item = item(spec, name);
        ObjectNode parameters = item.putObject(PARAMETERS).put("host", connection.host());
        if (connection.port() != Integer.parseInt(PORT)) {
            parameters.put("port", Integer.toString(connection.port()));
        }
        connection.user().ifPresent(user -> parameters.put("user", user));
        connection.database().ifPresent(database -> parameters.put("dbname", database));
        connection.sslMode().ifPresent(mode -> parameters.put("sslmode", SSL_MODE.word(mode)));
        connection.password().ifPresent(secret -> selector(item, "password", secret, PASSWORD_KEY));
        connection.serverCa().ifPresent(secret -> selector(item, "sslRootCert", secret, AUTHORITY_KEY));
        connection.clientCertificate().ifPresent(secret -> {
            selector(item, "sslCert", secret, CERTIFICATE_KEY);
            selector(item, "sslKey", secret, PRIVATE_KEY);
        });
    }

    private static void selector(ObjectNode item, String field, SecretRef secret, String usual) {
        item.putObject(field).put("name", secret.name()).put("key", secret.key().orElse(usual));
    }

    /** The plugin's store, under the name that backups have there. */
    static void write(ObjectNode spec, String name, String objectStore, Optional<String> serverName) {
        ObjectNode parameters = item(spec, name)
                .putObject("plugin")
                .put("name", CnpgWords.PLUGIN)
                .putObject("parameters")
                .put("barmanObjectName", objectStore);
        serverName.ifPresent(server -> parameters.put("serverName", server));
    }

    static ObjectNode store(ObjectNode spec, String name) {
        return item(spec, name).putObject(STORE);
    }

    /** After leftovers were put back. */
    static void complete(ObjectNode spec) {
        for (JsonNode item : spec.path(LIST)) {
            if (item.path(STORE) instanceof ObjectNode store) {
                BarmanFields.complete(store);
            }
        }
    }
}
